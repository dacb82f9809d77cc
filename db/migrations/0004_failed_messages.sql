-- Channel health counts what waits and what failed without walking a store's whole history.
create index inbound_message_trouble on inbound_message (store, state) where state in ('stored', 'failed');

-- A page of the order list by one filter, the order that moved last first: read from the filter's own index, however few of a million orders fit.
create index sales_order_headline_movement on sales_order (headline, last_movement_at desc, id desc);
create index sales_order_channel_movement on sales_order (channel, last_movement_at desc, id desc);
create index sales_order_store_movement on sales_order (store, last_movement_at desc, id desc);
create index sales_order_open_movement on sales_order (last_movement_at desc, id desc) where stage is not null;
create index fulfilment_group_warehouse on fulfilment_group (warehouse, order_id) where state <> 'cancelled';

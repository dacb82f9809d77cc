-- What customers are told and what they answer.

-- What comes in from a message provider is kept where everything that comes in is kept; its sender is an account there and no store of ours.
alter table inbound_message drop constraint if exists inbound_message_store_fkey;

create table message (
    id               uuid        primary key,  -- also what the provider is given, so that the message can be found there
    order_id         uuid        references sales_order, -- null: an answer to somebody who has no order here
    occasion         text        not null,
    milestone        text        not null,     -- what is told once: the occasion, with a number or an id where it may come again
    channel          text        not null,
    lane             int         not null,
    state            text        not null,
    language         text        not null,
    template_version int,                      -- null: a person's own words
    queued_at        timestamptz not null,
    not_before       timestamptz not null,
    expires_at       timestamptz not null,
    sending_at       timestamptz,              -- the intent; null again when the end is known
    attempts         int         not null check (attempts >= 0),
    provider_id      text,
    sent_at          timestamptz,
    delivered_at     timestamptz,
    read_at          timestamptz,
    failed_at        timestamptz,
    reason           text,
    is_unsure        boolean     not null,     -- the provider's answer was lost and it cannot be asked
    told             jsonb       not null,     -- what the news itself brought, without personal data
    by_name          text        not null,
    constraint message_once unique (order_id, milestone, channel),
    check (state not in ('sent', 'delivered') or sent_at is not null)
);
create index message_due on message (not_before) where state = 'queued' and sending_at is null;
create index message_under_way on message (sending_at) where sending_at is not null;
create index message_provider on message (provider_id) where provider_id is not null;

-- The words and whom they are for, apart, so that they can be erased.
create table message_text (
    message_id uuid primary key references message,
    recipient  text not null,               -- e-mail address, or phone in E.164
    subject    text,
    body       text not null,
    "values"   jsonb                        -- of a WhatsApp template, in the order of their appearance; null: free words
);
create index message_text_recipient on message_text (recipient);

-- How far the journal has been read, and the latest time that it told up to there.
create table message_cursor (
    name     text        primary key,
    position bigint      not null,
    seen_at  timestamptz not null
);
insert into message_cursor (name, position, seen_at)
    select 'customers', coalesce(max(p.pos), 0), coalesce(max(j.at), '2000-01-01') from journal_position p join journal j on j.id = p.entry;

create table message_template (
    occasion      text        not null,
    channel       text        not null,
    language      text        not null,
    version       int         not null check (version > 0),
    subject       text,                     -- of a mail
    name          text,                     -- under which WhatsApp approved it
    body          text        not null,
    published_at  timestamptz not null,
    published_by  text        not null,
    primary key (occasion, channel, language, version)
);

-- Occasions that a manager switched; the others are as the playbook has them.
create table message_occasion (
    occasion text    primary key,
    is_on    boolean not null
);

-- Who wishes no messages; kept for as long as it is wished.
create table contact_opt_out (
    address text        primary key,        -- e-mail address in small letters, or phone in E.164
    at      timestamptz not null,
    by_name text        not null
);

create table conversation (
    id               uuid        primary key,
    phone            text        not null unique,
    name             text,
    started_at       timestamptz not null,
    last_in_at       timestamptz,
    unanswered_since timestamptz,
    order_id         uuid        references sales_order
);
create index conversation_unanswered on conversation (unanswered_since) where unanswered_since is not null;
create index conversation_last on conversation (last_in_at desc);
create index conversation_order on conversation (order_id) where order_id is not null;

create table heard_message (
    id              uuid        primary key,
    conversation_id uuid        not null references conversation,
    provider_id     text        not null unique,
    kind            text        not null,
    at              timestamptz not null,
    received_at     timestamptz not null,
    order_id        uuid        references sales_order,
    text            text,
    payload         text,
    latitude        numeric,
    longitude       numeric
);
create index heard_message_conversation on heard_message (conversation_id, at);
create index heard_message_order on heard_message (order_id) where order_id is not null;

create view inv_i21_once_a_milestone_and_channel as
    select order_id, milestone, channel from message where order_id is not null group by 1, 2, 3 having count(*) > 1;

-- A try that begins in time may end a little after it.
create view inv_i21_nothing_is_told_too_late as
    select id, order_id, occasion from message where sent_at > expires_at + interval '2 minutes' and not is_unsure;

create view inv_i21_nothing_waits_for_the_erased as
    select m.id, m.order_id from message m where m.state = 'queued' and not exists (select 1 from message_text t where t.message_id = m.id);

-- Who carries our parcels, what was booked with them, and what left on which truck.

create table courier (
    key                   text        primary key check (key ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    kind                  text        not null,
    country               text        not null,   -- of the account, where the courier asks for it; empty: none
    base_url              text,                   -- root of its host; null: it is never asked
    api_key               text,                   -- protected by the tower's key ring; the same for the next three
    webhook_secret        text,
    webhook_secret_before text,                   -- the former one, still accepted while the courier is being changed over
    credentials           text,                   -- user, password, account, pin, entity
    poll_seconds          int         not null check (poll_seconds between 1 and 86400),
    services              jsonb       not null,   -- what it carries: way of shipping, country, its own name of the service, price
    config                jsonb       not null,
    is_on                 boolean     not null,
    is_fixed              boolean     not null,   -- comes from the settings of the process
    last_success_at       timestamptz,
    failing_since         timestamptz,
    last_error            text
);

-- One booking of one parcel. What is sent to the courier carries the effect key, so that it can be asked for after a lost answer.
create table shipment (
    id            uuid        primary key,
    parcel_id     uuid        not null references parcel,
    order_id      uuid        not null references sales_order,
    warehouse     text        not null references warehouse,
    courier       text        not null references courier,
    service       text,                 -- as asked, then as booked; null: the courier's cheapest that fits
    effect_key    text        not null unique,
    state         text        not null,
    attempts      int         not null check (attempts >= 0), -- also the fence: an answer to an older attempt is not taken
    due_at        timestamptz not null, -- when it is (next) sent; while it is being sent, when its sender is given up
    created_at    timestamptz not null,
    created_by    uuid        not null,
    sent_at       timestamptz,          -- first sent
    ended_at      timestamptz,
    courier_ref   text,                 -- the courier's own id of it
    tracking      text,
    cost_minor    bigint,
    cost_currency text,
    cod_minor     bigint,               -- cash that was asked for at the door
    cod_currency  text,
    label_url     text,
    error_code    text,
    error         text,                 -- in the courier's words
    voided_at     timestamptz,
    void_why      text,
    void_state    text,                 -- of the call that gives the money back; null: none was needed
    void_attempts int         not null check (void_attempts >= 0),
    void_due_at   timestamptz,
    void_error    text,
    check (state <> 'done' or tracking is not null)
);
create unique index shipment_one_live on shipment (parcel_id) where state in ('queued', 'sending', 'done', 'unknown');
create index shipment_parcel on shipment (parcel_id, created_at);
create index shipment_order on shipment (order_id);
create index shipment_tracking on shipment (courier, tracking) where tracking is not null; -- couriers use numbers again after months
create index shipment_waiting on shipment (courier, due_at) where state in ('queued', 'sending');
create index shipment_to_void on shipment (void_due_at) where void_state in ('queued', 'sending');
create index shipment_without_label on shipment (ended_at) where label_url is not null and state = 'done';

-- The courier's file, byte for byte.
create table shipment_label (
    shipment_id uuid        primary key references shipment,
    media_type  text        not null,
    content     bytea       not null check (octet_length(content) between 1 and 4194304),
    fetched_at  timestamptz not null
);

create table pickup (
    id           uuid        primary key,
    courier      text        not null references courier,
    warehouse    text        not null references warehouse,
    window_from  timestamptz not null,
    window_to    timestamptz not null,
    parcels      int         not null check (parcels >= 0), -- that waited when it was asked for
    state        text        not null,
    effect_key   text        not null unique,
    reference    text,
    attempts     int         not null check (attempts >= 0),
    due_at       timestamptz not null,
    created_at   timestamptz not null,
    created_by   uuid        not null,
    created_name text        not null,
    error        text,
    came_at      timestamptz,          -- a parcel was handed over within it
    missed_at    timestamptz,
    check (window_to > window_from)
);
create index pickup_live on pickup (warehouse, courier, window_to) where came_at is null and missed_at is null;

create sequence manifest_number start 1;

create table manifest (
    id          uuid        primary key,
    number      text        not null unique, -- M-1123-2: the second of the 23rd of November
    courier     text        not null references courier,
    warehouse   text        not null references warehouse,
    state       text        not null,
    opened_at   timestamptz not null,
    opened_by   uuid        not null,
    opened_name text        not null,
    closed_at   timestamptz,
    closed_by   uuid,
    why         text,
    wrong_scans int         not null check (wrong_scans >= 0),
    check ((state = 'closed') = (closed_at is not null))
);
create unique index manifest_one_open on manifest (courier, warehouse) where state = 'open';
create index manifest_closed on manifest (warehouse, closed_at) where state = 'closed';

-- Tendered with it. A parcel is on one manifest at most; one that was left behind is free for the next.
create table manifest_parcel (
    manifest_id uuid        not null references manifest,
    parcel_id   uuid        not null references parcel,
    is_extra    boolean     not null, -- came with the scan, not with the list
    added_at    timestamptz not null,
    scanned_at  timestamptz,
    scanned_by  uuid,
    left_at     timestamptz,
    left_why    text,
    primary key (manifest_id, parcel_id),
    check (scanned_at is null or left_at is null)
);
create unique index manifest_parcel_once on manifest_parcel (parcel_id) where left_at is null;

-- Click and collect: what the customer says at the counter.
create table counter_code (
    group_id     uuid        primary key references fulfilment_group,
    order_id     uuid        not null references sales_order,
    warehouse    text        not null references warehouse,
    code         text        not null check (code ~ '^[0-9]{6}$'),
    made_at      timestamptz not null,
    tries        int         not null check (tries >= 0), -- wrong codes since the last right one or the last rest
    rest_until   timestamptz,
    collected_at timestamptz,
    collected_by uuid
);
create index counter_code_open on counter_code (warehouse, made_at) where collected_at is null;

-- One label in force a parcel, and it is the one on the box.
create view inv_i10_one_live_label as
    select p.id, p.sscc, count(s.id) as labels from parcel p join shipment s on s.parcel_id = p.id and s.state = 'done' group by 1, 2 having count(s.id) > 1
    union all
    select p.id, p.sscc, 0 from parcel p join shipment s on s.parcel_id = p.id and s.state = 'done'
    where p.state = 'labelled' and (p.courier, p.tracking) is distinct from (s.courier, s.tracking);

-- What was scanned onto a truck that left has left the house.
create view inv_i16_closed_manifest_went_out as
    select m.number, p.sscc from manifest m join manifest_parcel mp on mp.manifest_id = m.id and mp.left_at is null join parcel p on p.id = mp.parcel_id
    where m.state = 'closed' and p.state in ('open', 'sealed', 'labelled', 'voided');

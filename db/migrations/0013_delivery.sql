-- From the courier's first scan to the door, and the cash that comes back.

-- Couriers' events are kept beside the shops' messages, under "courier:" and their key.
alter table inbound_message drop constraint inbound_message_store_fkey;

-- What people mapped of couriers' codes; it goes before what the tower knows by itself.
create table courier_code (
    kind      text        not null,
    code      text        not null,             -- folded: lower case, no space around it
    detail    text        not null,             -- the finer code; empty: whatever stands there
    state     text,                             -- null: it says nothing about where a parcel is
    mapped_at timestamptz not null,
    mapped_by uuid        not null,
    primary key (kind, code, detail)
);

-- The courier's words as they came. What they mean is asked of the map when it is looked at, so a code that is mapped later counts.
create table tracking_event (
    id             uuid        primary key,
    courier        text        not null,
    tracking       text        not null,
    parcel_id      uuid        references parcel, -- null: none was known by this number then
    code           text        not null,
    detail         text        not null,
    text           text        not null,
    happened_at    timestamptz not null,
    offset_minutes int,                           -- of the courier's clock; null: it named none
    place          text        not null,
    reason         text,                          -- why an attempt failed
    cash           numeric,                       -- that the courier says it took, in major units
    source         text        not null,
    message_id     uuid,
    heard_at       timestamptz not null,
    unique (courier, tracking, code, detail, happened_at, place)
);
create index tracking_event_parcel on tracking_event (parcel_id) where parcel_id is not null;
create index tracking_event_orphan on tracking_event (heard_at) where parcel_id is null;
create index tracking_event_code on tracking_event (courier, code);
create trigger tracking_event_append_only before update or delete or truncate on tracking_event execute function is_append_only();

-- A number that no parcel carried when its events came: linked as soon as one does, or by a person.
create table tracking_link (
    courier   text        not null,
    tracking  text        not null,
    parcel_id uuid        references parcel, -- null: a person put its events away
    linked_at timestamptz not null,
    linked_by uuid        not null,
    primary key (courier, tracking)
);
create index tracking_link_parcel on tracking_link (parcel_id);

create table parcel_road (
    parcel_id      uuid        primary key references parcel,
    order_id       uuid        not null references sales_order,
    heard_at       timestamptz,
    last_event_at  timestamptz,
    last_place     text,
    expected_at    timestamptz,
    attempts       int         not null check (attempts >= 0),
    attempt_reason text,
    rescue_until   timestamptz,
    believed_at    timestamptz,
    quiet_until    timestamptz,
    look_at        timestamptz,
    look_failures  int         not null check (look_failures >= 0),
    is_due         boolean     not null default false -- something changed that its state is derived from
);
create index parcel_road_order on parcel_road (order_id);
create index parcel_road_due on parcel_road (parcel_id) where is_due;
create index parcel_road_look on parcel_road (look_at) where look_at is not null;

create table road_wish (
    id        uuid        primary key,
    parcel_id uuid        not null references parcel,
    kind      text        not null,
    day       date,
    state     text        not null,
    asked_by  uuid        not null,
    asked_at  timestamptz not null,
    due_at    timestamptz not null,
    tries     int         not null check (tries >= 0),
    ended_at  timestamptz,
    error     text
);
create index road_wish_parcel on road_wish (parcel_id, asked_at);
create index road_wish_waiting on road_wish (due_at) where state = 'queued';

-- What proves a delivery; name and words are personal, the pictures lie outside the database.
create table delivery_proof (
    parcel_id   uuid        primary key references parcel,
    at          timestamptz not null,
    by_id       uuid        not null,
    by_name     text        not null,
    received_by text,
    with_code   boolean     not null,
    latitude    double precision,
    longitude   double precision
);

create table proof_picture (
    parcel_id uuid        not null references parcel,
    kind      text        not null,
    file      text        not null unique,
    added_at  timestamptz not null,
    primary key (parcel_id, kind, file)
);

create table cod_statement (
    id           uuid        primary key,
    courier      text        not null references courier,
    file_hash    bytea       not null,
    read_at      timestamptz not null,
    read_by_name text        not null,
    rows         int         not null,
    matched      int         not null,
    differing    int         not null,
    unknown      int         not null,
    total_minor  bigint      not null,
    currency     text        not null,
    unique (courier, file_hash)
);

create table parcel_cod (
    parcel_id       uuid        primary key references parcel,
    order_id        uuid        not null references sales_order,
    courier         text        not null,
    due_minor       bigint      not null check (due_minor > 0),
    currency        text        not null,
    state           text        not null,
    collected_minor bigint,
    collected_at    timestamptz,
    remitted_minor  bigint,
    remitted_at     timestamptz,
    statement       uuid        references cod_statement
);
create index parcel_cod_order on parcel_cod (order_id);
create index parcel_cod_open on parcel_cod (collected_at) where state in ('collected', 'differs', 'claimed');

-- The customer's own way to the order, without a login. 128 bits from the system's random source.
create table track_link (
    token    text        primary key check (token ~ '^[A-Za-z0-9_-]{22}$'),
    order_id uuid        not null unique references sales_order,
    made_at  timestamptz not null
);

-- Cash that a statement paid for is settled to the piastre, or stands open for somebody.
create view inv_i19_cod_paid_in_full as
    select parcel_id, due_minor, remitted_minor from parcel_cod where state = 'remitted' and remitted_minor is distinct from due_minor;

-- A courier's word is not read for ever.
create view inv_i12_every_word_was_weighed as
    select parcel_id from parcel_road where is_due and heard_at < clock_timestamp() - interval '60 seconds';

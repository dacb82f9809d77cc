-- The journal: who, what, when, why. Append-only; audit, timeline and feed in one.

create table command_log (
    actor      uuid        not null,
    command_id uuid        not null,
    request    bytea       not null check (octet_length(request) = 32), -- SHA-256 of what was asked
    answer     text,                                                    -- null only inside the transaction that claims the id
    at         timestamptz not null,
    primary key (actor, command_id)
);

create table journal (
    id         uuid        primary key,
    at         timestamptz not null,
    actor      uuid        not null,
    actor_name text        not null,
    device     text,
    command_id uuid        not null,
    kind       text        not null,
    subject    text        not null,
    keys       text[]      not null check (cardinality(keys) > 0),
    old        jsonb,
    new        jsonb       not null,
    why        text
);
create index journal_subject_at on journal (subject, at);
create index journal_keys on journal using gin (keys);
create index journal_actor_at on journal (actor, at);

-- Positions stand apart, since the journal itself never changes; a trigger tells the stamper what to do, and no writer can forget it.
create table journal_position (
    pos   bigint primary key check (pos > 0), -- 1, 2, 3 …, in the order in which the feed may be read
    entry uuid   not null unique references journal,
    hash  bytea  not null check (octet_length(hash) = 32)
);
create table journal_unstamped (
    seq   bigint generated always as identity primary key,
    entry uuid   not null unique references journal
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);

create function journal_to_stamp() returns trigger language plpgsql security definer set search_path = public as
$$ begin insert into journal_unstamped (entry) values (new.id); return null; end $$;
create trigger journal_to_stamp after insert on journal for each row execute function journal_to_stamp();

create function is_append_only() returns trigger language plpgsql as
$$ begin raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege'; end $$;
create trigger journal_append_only before update or delete or truncate on journal execute function is_append_only();
create trigger journal_position_append_only before update or delete or truncate on journal_position execute function is_append_only();

-- The words of a personal change, outside the hash chain, so that a customer can be erased and the chain still verifies.
create table journal_personal (
    entry uuid  primary key references journal,
    old   jsonb,
    new   jsonb
);

-- Where orders come from, and what came in.

create table channel_store (
    key                text        primary key check (key ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    kind               text        not null,
    country            text        not null,
    currency           text        not null check (currency ~ '^[A-Z]{3}$'),
    cod_confirm        text        not null,
    base_url           text,
    secret             text,       -- protected by the tower's key ring; the same for the next three
    secret_before      text,       -- the former one, still accepted while a shop is being changed over
    api_key            text,
    api_secret         text,
    sweep_seconds      int         not null check (sweep_seconds between 10 and 86400),
    is_fixed           boolean     not null, -- comes from the settings of the process and cannot be edited on screen
    is_closed          boolean     not null default false,
    cursor             timestamptz,           -- reconciled up to this time of the shop
    last_success_at    timestamptz,
    last_message_at    timestamptz,
    last_sweep_at      timestamptz,
    last_error         text,
    duplicates         bigint      not null default 0
);

create table inbound_message (
    id          uuid        primary key,
    store       text        not null references channel_store,
    door        text        not null,   -- webhook, reconcile, api, csv
    topic       text        not null,
    dedupe_key  text        not null,
    external_id text,
    received_at timestamptz not null,
    headers     jsonb       not null,
    body        bytea       not null check (octet_length(body) <= 1048576),
    state       text        not null,
    reason      text,
    attempts    int         not null default 0 check (attempts >= 0),
    read_at     timestamptz,
    order_id    uuid,
    unique (store, dedupe_key)
);
create index inbound_message_waiting on inbound_message (received_at) where state = 'stored';
create index inbound_message_store_at on inbound_message (store, received_at desc);
create index inbound_message_external on inbound_message (store, external_id);

-- Orders.

create sequence order_number start 100001;

create table sales_order (
    id                 uuid        primary key,
    number             bigint      not null unique,
    store              text        not null references channel_store,
    channel            text        not null,
    external_id        text        not null,
    external_number    text        not null,
    source_version     timestamptz not null,
    raw_message        uuid        references inbound_message,
    placed_at          timestamptz not null,
    received_at        timestamptz not null,
    confirmed_at       timestamptz,
    fulfillable_at     timestamptz,
    ship_by            timestamptz,
    ship_by_calendar   int,
    handed_over_at     timestamptz,
    cancelled_at       timestamptz,
    last_movement_at   timestamptz not null,
    headline           text        not null,
    stage              text,
    stage_since        timestamptz,
    payment            text        not null,
    method             text        not null,
    partial            text        not null,
    shipping_asked     text,
    shipping_method    text,
    currency           text        not null check (currency ~ '^[A-Z]{3}$'),
    shipping_minor     bigint      not null,
    fees_minor         bigint      not null,
    tax_minor          bigint      not null,
    discount_minor     bigint      not null,
    paid_otherwise_minor bigint    not null,
    total_minor        bigint      not null,
    priority           int         not null,
    version            bigint      not null check (version > 0),
    next_step          text        not null,
    step_tries         int         not null,
    counter_sale       boolean     not null,
    cancel_cause       text,
    note               text,
    why_here           jsonb,      -- the compared candidates of the last allocation: why this warehouse, or why not allocated
    accepted           text[]      not null, -- findings that a person accepted: they are not raised again
    told               text[]      not null, -- fingerprints of the parts that the channel told last
    unique (store, external_id),
    check (cancelled_at is null or cancel_cause is not null)
);
create index sales_order_waiting on sales_order (next_step, received_at) where next_step <> 'settled';
create index sales_order_open on sales_order (stage, last_movement_at) where stage is not null;
create index sales_order_last_movement on sales_order (last_movement_at desc, id desc);
create index sales_order_external_number on sales_order (external_number);
create index sales_order_placed on sales_order (placed_at);

-- The customer's words, apart from the order, so that they can be erased.
create table order_contact (
    order_id       uuid primary key references sales_order,
    name           text,
    phone          text,               -- as typed
    phone_e164     text,               -- null where it is not valid
    email          text,
    ship_name      text,
    ship_phone     text,
    line1          text,
    line2          text,
    city           text,
    region         text,
    postcode       text,
    country        text   not null,
    billing_country text,
    billing_city   text,
    address_score  int    check (address_score between 0 and 100),
    address_reasons text[] not null,
    name_folded    text   not null,      -- for search: folded, lower case
    phone_reversed text   not null       -- for search by the last digits
);
create index order_contact_phone on order_contact (phone_e164);
create index order_contact_phone_reversed on order_contact (phone_reversed text_pattern_ops);
create index order_contact_email on order_contact (lower(email) text_pattern_ops);
create index order_contact_name on order_contact (name_folded text_pattern_ops);

create table order_line (
    order_id    uuid   not null references sales_order,
    line_no     int    not null check (line_no > 0),
    sku         text,                  -- null while what was asked is not in the catalogue
    asked_sku   text   not null,
    asked_units text   not null,
    barcode     text,
    name        text   not null,
    external_line_id text,
    ordered     int    not null check (ordered >= 0),
    unallocated int    not null check (unallocated >= 0),
    cancelled   int    not null check (cancelled >= 0),
    backordered int    not null check (backordered >= 0),
    reserved    int    not null check (reserved >= 0),
    picked      int    not null check (picked >= 0),
    packed      int    not null check (packed >= 0),
    shipped     int    not null check (shipped >= 0),
    returned    int    not null check (returned between 0 and shipped),
    unit_price_minor bigint not null,
    line_total_minor bigint not null,
    primary key (order_id, line_no),
    check (ordered = unallocated + cancelled + backordered + reserved + picked + packed + shipped)
);
create index order_line_backordered on order_line (sku) where backordered > 0;
create index order_line_unknown on order_line (asked_sku) where sku is null;
create index order_line_sku on order_line (sku, order_id);

create table hold (
    id           uuid        primary key,
    order_id     uuid        not null references sales_order,
    type         text        not null,
    source       text        not null,
    keeps_stock  boolean     not null,
    pauses_clock boolean     not null,
    placed_at    timestamptz not null,
    placed_by    uuid        not null,
    why          text,
    released_at  timestamptz,
    released_by  uuid,
    release_why  text,
    check ((released_at is null) = (released_by is null))
);
create unique index hold_open on hold (order_id, type, source) where released_at is null;
create index hold_order on hold (order_id);

create table order_note (
    id       uuid        primary key,
    order_id uuid        not null references sales_order,
    at       timestamptz not null,
    by_id    uuid        not null,
    by_name  text        not null,
    text     text        not null
);
create index order_note_order on order_note (order_id, at);

-- A cancellation that came before its order waits here for it.
create table early_cancel (
    store       text        not null references channel_store,
    external_id text        not null,
    version     timestamptz not null,
    message     uuid        references inbound_message,
    primary key (store, external_id)
);

-- What is wrong, and whose it is.

create table exception_case (
    id            uuid        primary key,
    code          text        not null,
    severity      text        not null,
    subject_kind  text        not null,
    subject_id    text        not null,
    order_id      uuid        references sales_order,
    line_no       int,
    cause_key     text        not null,
    evidence      jsonb       not null,
    owner_role    text        not null,
    owner         uuid,
    owner_name    text,
    first_opened_at timestamptz not null,
    opened_at     timestamptz not null,
    due_at        timestamptz not null,
    touched_at    timestamptz not null,
    snoozed_until timestamptz,
    wakes_on      text,
    state         text        not null,
    escalated     boolean     not null,
    resolved_at   timestamptz,
    resolved_by   uuid,
    resolution    text,
    why           text,
    check ((state = 'resolved') = (resolved_at is not null)),
    check (subject_kind <> 'order' or order_id is not null)
);
create unique index exception_case_live on exception_case (code, subject_kind, subject_id, coalesce(line_no, 0)) where state <> 'resolved';
create index exception_case_due on exception_case (due_at) where state <> 'resolved';
create index exception_case_cause on exception_case (cause_key) where state <> 'resolved';
create index exception_case_order on exception_case (order_id);
create index exception_case_resolved on exception_case (resolved_at) where state = 'resolved';

-- The catalogue, the sites, the stock.

create table sku (
    sku          text        primary key,
    name         text        not null,
    category     text        not null,
    weight_grams int         check (weight_grams >= 0),
    length_mm    int,
    width_mm     int,
    height_mm    int,
    price_minor  bigint,
    currency     text,
    image_url    text,
    image        text,
    is_kit       boolean     not null,
    updated_at   timestamptz not null
);
create table sku_barcode (
    gtin  text primary key check (gtin ~ '^[0-9]{14}$'),
    sku   text not null references sku,
    units int  not null check (units > 0)
);
create index sku_barcode_sku on sku_barcode (sku);
create table sku_component (
    kit       text not null references sku,
    component text not null references sku,
    units     int  not null check (units > 0),
    primary key (kit, component),
    check (kit <> component)
);
-- What a store calls a SKU, or a way of shipping, of ours.
create table sku_alias (
    store     text not null references channel_store,
    asked_sku text not null,
    sku       text not null references sku,
    primary key (store, asked_sku)
);
create table service_alias (
    store  text not null references channel_store,
    asked  text not null,
    method text not null,
    primary key (store, asked)
);

create table warehouse (
    key        text primary key check (key ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name       text not null,
    time_zone  text not null,
    country    text not null,
    city       text not null,
    regions    text[] not null,
    is_on      boolean not null,
    safety     int  not null check (safety >= 0),
    calendar   int  not null
);
create table site_calendar (
    warehouse text not null references warehouse,
    version   int  not null check (version > 0),
    days      text[] not null,
    opens     time not null,
    closes    time not null,
    holidays  date[] not null,
    cutoffs   jsonb not null,
    primary key (warehouse, version)
);
create table bin (
    warehouse text not null references warehouse,
    bin       text not null,
    zone      text not null,
    aisle     text not null,
    bay       text not null,
    level     text not null,
    x         numeric(8, 2) not null,
    y         numeric(8, 2) not null,
    primary key (warehouse, bin)
);
create table stock (
    sku        text not null references sku,
    warehouse  text not null references warehouse,
    on_hand    int  not null check (on_hand >= 0),
    unsellable int  not null check (unsellable >= 0),
    reserved   int  not null check (reserved between 0 and on_hand - unsellable), -- no oversell, not even by hand
    safety     int  not null check (safety >= 0),
    primary key (sku, warehouse)
) with (fillfactor = 50);
create table bin_stock (
    warehouse text not null,
    bin       text not null,
    sku       text not null references sku,
    units     int  not null check (units >= 0),
    primary key (warehouse, bin, sku),
    foreign key (warehouse, bin) references bin
);
create index bin_stock_sku on bin_stock (sku, warehouse);
create table stock_movement (
    id         uuid        primary key,
    at         timestamptz not null,
    sku        text        not null,
    warehouse  text        not null,
    bin        text,
    kind       text        not null,
    units      int         not null, -- change of what is there
    unsellable int         not null, -- change of the part that may not be sold
    reason     text,
    order_id   uuid,
    actor      uuid        not null,
    foreign key (sku, warehouse) references stock
);
create index stock_movement_stock on stock_movement (sku, warehouse, at);
create trigger stock_movement_append_only before update or delete or truncate on stock_movement execute function is_append_only();

create table fulfilment_group (
    id          uuid        primary key,
    order_id    uuid        not null references sales_order,
    warehouse   text        not null references warehouse,
    state       text        not null,
    why         text        not null,
    created_at  timestamptz not null,
    stage_since timestamptz not null
);
create index fulfilment_group_order on fulfilment_group (order_id);
create table group_line (
    group_id uuid not null references fulfilment_group,
    line_no  int  not null,
    units    int  not null check (units >= 0),
    primary key (group_id, line_no)
);
create table reservation (
    id         uuid        primary key,
    order_id   uuid        not null,
    line_no    int         not null,
    group_id   uuid        not null references fulfilment_group,
    sku        text        not null, -- the component, where the line is a kit
    warehouse  text        not null,
    units      int         not null check (units > 0),
    expires_at timestamptz,          -- a cooling promise of an order that is not paid yet
    foreign key (order_id, line_no) references order_line,
    foreign key (sku, warehouse) references stock
);
create index reservation_order on reservation (order_id);
create index reservation_stock on reservation (sku, warehouse);
create index reservation_expires on reservation (expires_at) where expires_at is not null;

-- Promises that could not be made or were broken: one row a line, never counted twice.
create table promise_event (
    id        uuid        primary key,
    at        timestamptz not null,
    kind      text        not null check (kind in ('oversell', 'promiseBroken', 'stockout')),
    order_id  uuid,
    line_no   int,
    sku       text        not null,
    warehouse text,
    units     int         not null
);
create index promise_event_at on promise_event (at);
create unique index promise_event_once on promise_event (kind, order_id, line_no) where kind = 'oversell';

-- Procedures, rules, people.

create table sop (
    slug text primary key,
    role text not null
);
create table sop_version (
    slug         text        not null references sop,
    version      int         not null check (version > 0),
    language     text        not null,
    title        text        not null,
    body         text        not null,
    published_at timestamptz not null,
    published_by text        not null,
    primary key (slug, version, language)
);

create table setting (
    key        text        primary key,
    value      text        not null,
    updated_at timestamptz not null
);

create table person (
    id                     uuid primary key,
    user_name              text,
    normalized_user_name   text unique,
    email                  text,
    normalized_email       text,
    email_confirmed        boolean not null,
    password_hash          text,
    security_stamp         text,
    concurrency_stamp      text,
    phone_number           text,
    phone_number_confirmed boolean not null,
    two_factor_enabled     boolean not null,
    lockout_end            timestamptz,
    lockout_enabled        boolean not null,
    access_failed_count    int     not null,
    display_name           text    not null,
    epoch                  bigint  not null, -- raised when a right changes: open circuits ask again
    disabled_at            timestamptz,
    created_at             timestamptz not null
);
create table person_claim (
    id          int  generated by default as identity primary key,
    user_id     uuid not null references person on delete cascade,
    claim_type  text,
    claim_value text
);
create table person_login (
    login_provider        text not null,
    provider_key          text not null,
    provider_display_name text,
    user_id               uuid not null references person on delete cascade,
    primary key (login_provider, provider_key)
);
create table person_token (
    user_id        uuid not null references person on delete cascade,
    login_provider text not null,
    name           text not null,
    value          text,
    primary key (user_id, login_provider, name)
);
create table person_role (
    person     uuid   not null references person on delete cascade,
    role       text   not null,
    warehouses text[],           -- null: all
    primary key (person, role)
);
create table machine_key (
    id           uuid        primary key,
    name         text        not null,
    role         text        not null,
    warehouses   text[],
    hash         bytea       not null unique check (octet_length(hash) = 32),
    created_at   timestamptz not null,
    created_by   uuid        not null,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create table setup_link (
    hash       bytea       primary key check (octet_length(hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create table data_protection_key (
    id            int generated by default as identity primary key,
    friendly_name text,
    xml           text
);

-- Searching by parts of names, in both scripts.
create extension if not exists pg_trgm;
create index order_contact_name_part on order_contact using gin (name_folded gin_trgm_ops);

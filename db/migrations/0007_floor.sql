-- From the shelf to the door: the work that is released, what was picked for it, and the parcels that it becomes.

alter table sales_order
    add column returns_open int not null default 0 check (returns_open >= 0), -- return cases that are not closed
    add column closed_at    timestamptz;

create sequence wave_number start 1;

create table wave (
    id           uuid        primary key,
    number       bigint      not null unique,
    warehouse    text        not null references warehouse,
    state        text        not null,
    courier      text,                     -- whose cut-off it is for; null: none in particular
    cutoff       timestamptz,
    plan         jsonb       not null,     -- effort, walk and risk as they were proposed
    created_at   timestamptz not null,
    created_by   uuid        not null,
    created_name text        not null,
    released_at  timestamptz,
    ended_at     timestamptz,
    why          text
);
create index wave_live on wave (warehouse, created_at) where state in ('draft', 'released', 'inProgress');

-- A group is in one wave at most.
create table wave_group (
    group_id uuid primary key references fulfilment_group,
    wave     uuid not null references wave
);
create index wave_group_wave on wave_group (wave);

create table pick_list (
    id           uuid        primary key,
    number       text        not null unique, -- W-0231-4: the fourth list of wave 231
    wave         uuid        not null references wave,
    warehouse    text        not null references warehouse,
    kind         text        not null,
    state        text        not null,
    due_at       timestamptz,               -- the earliest ship-by in it
    claimed_by   uuid,
    claimed_name text,
    lease_until  timestamptz,
    created_at   timestamptz not null,
    claimed_at   timestamptz,
    done_at      timestamptz,
    check ((state = 'claimed') = (claimed_by is not null and lease_until is not null))
);
create index pick_list_wave on pick_list (wave);
create index pick_list_live on pick_list (warehouse, due_at) where state in ('open', 'claimed');
create unique index pick_list_one_each on pick_list (claimed_by) where state = 'claimed';

create table pick_line (
    id           uuid primary key,
    list         uuid not null references pick_list,
    seq          int  not null,             -- place in the walk; a skipped one comes last
    group_id     uuid not null references fulfilment_group,
    order_id     uuid not null references sales_order,
    line_no      int  not null,
    sku          text not null references sku, -- the component, where the line is a kit
    warehouse    text not null,
    bin          text not null,
    units        int  not null check (units >= 0),
    picked       int  not null check (picked >= 0),
    short        int  not null check (short >= 0),
    short_reason text,
    tote         text,
    foreign key (warehouse, bin) references bin,
    foreign key (order_id, line_no) references order_line,
    check (picked + short <= units)
);
create index pick_line_list on pick_line (list, seq);
create index pick_line_group on pick_line (group_id);
create index pick_line_order on pick_line (order_id);
create index pick_line_open on pick_line (warehouse, sku) where picked + short < units;

-- A box with a bar code that goods lie in on their way to the bench; one tote is one group.
create table tote (
    code      text        primary key check (code ~ '^[A-Z0-9][A-Z0-9-]{0,19}$'),
    warehouse text        not null references warehouse,
    list      uuid        references pick_list,
    group_id  uuid        references fulfilment_group,
    is_full   boolean     not null default false,
    since     timestamptz not null
);
create index tote_group on tote (group_id) where group_id is not null;
create index tote_list on tote (list) where list is not null;

create sequence parcel_serial start 1;

create table parcel (
    id             uuid        primary key,
    sscc           text        not null unique check (sscc ~ '^[0-9]{18}$'),
    order_id       uuid        not null references sales_order,
    group_id       uuid        not null references fulfilment_group,
    warehouse      text        not null references warehouse,
    package_no     int         not null check (package_no > 0),
    state          text        not null,
    state_since    timestamptz not null,
    carton         text,
    weight_grams   int         check (weight_grams > 0),
    courier        text,
    service        text,
    tracking       text,
    opened_at      timestamptz not null,
    sealed_at      timestamptz,
    handed_over_at timestamptz,
    delivered_at   timestamptz,
    unique (order_id, package_no)
);
create index parcel_group on parcel (group_id);
create index parcel_tracking on parcel (tracking) where tracking is not null;
create index parcel_live on parcel (warehouse, state, state_since) where state not in ('delivered', 'returned', 'lost', 'damaged', 'voided');

create table parcel_line (
    parcel_id uuid not null references parcel,
    line_no   int  not null,
    sku       text not null references sku,
    units     int  not null check (units > 0),
    primary key (parcel_id, line_no, sku)
);

create view inv_i10_parcel_of_a_live_group as
    select p.id, p.sscc from parcel p join fulfilment_group g on g.id = p.group_id
    where g.state = 'cancelled' and p.state in ('sealed', 'labelled', 'handedOver');

create view inv_i15_one_list_a_unit as
    select r.group_id, r.sku, r.units as promised, sum(l.units - l.short) as on_lists
    from (select group_id, sku, sum(units) as units from reservation group by 1, 2) r
    join pick_line l on l.group_id = r.group_id and l.sku = r.sku
    join pick_list p on p.id = l.list and p.state <> 'cancelled'
    group by 1, 2, 3 having sum(l.units - l.short) > r.units;

create view inv_i04_packed_lies_in_parcels as
    select l.order_id, l.line_no, l.packed + l.shipped as packed, coalesce(p.units, 0) as in_parcels
    from order_line l
    join sales_order o on o.id = l.order_id and not o.counter_sale
    join sku s on s.sku = l.sku and not s.is_kit
    left join (select q.order_id, pl.line_no, sum(pl.units) as units from parcel_line pl join parcel q on q.id = pl.parcel_id and q.state <> 'voided' group by 1, 2) p
        on p.order_id = l.order_id and p.line_no = l.line_no
    where l.packed + l.shipped <> coalesce(p.units, 0);

-- A parcel's road ends at the customer or back with us: what is terminal says when.
create view inv_i06_delivered_says_when as
    select id, sscc from parcel where state = 'delivered' and delivered_at is null;

create or replace view inv_i13_doubted_order_is_not_on_the_floor as
    select o.id, o.number from sales_order o
    join fulfilment_group g on g.order_id = o.id and g.state = 'released'
    join hold h on h.order_id = o.id and h.released_at is null and h.placed_at < g.stage_since;

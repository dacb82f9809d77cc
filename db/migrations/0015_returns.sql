-- What comes back, its money, and what shops are told.

create sequence return_number start 1001;

create table return_case (
    id             uuid        primary key,
    number         bigint      not null unique,
    order_id       uuid        not null references sales_order,
    kind           text        not null,
    source         text        not null,
    warehouse      text        not null references warehouse,
    state          text        not null,
    state_since    timestamptz not null,
    opened_by      uuid,                    -- null: the customer or the courier
    opened_name    text,
    opened_at      timestamptz not null,
    received_at    timestamptz,
    graded_at      timestamptz,
    graded_by      uuid,
    graded_name    text,
    ended_at       timestamptz,
    parcel_id      uuid        references parcel,
    exchange_order uuid        references sales_order,
    why            text
);
create index return_case_order on return_case (order_id);
create index return_case_live on return_case (warehouse, state_since) where state not in ('closed', 'rejected', 'expired');
create unique index return_case_parcel on return_case (parcel_id) where parcel_id is not null;

create table return_line (
    return_id uuid not null references return_case,
    seq       int  not null check (seq > 0),
    line_no   int  not null,
    sku       text not null,
    units     int  not null check (units >= 0),
    reason    text not null,
    received  int  not null check (received >= 0),
    graded    int  not null check (graded between 0 and received),
    primary key (return_id, seq)
);

create table return_grade (
    id          uuid        primary key,
    return_id   uuid        not null,
    seq         int         not null,
    line_no     int         not null,
    sku         text        not null references sku,
    units       int         not null check (units > 0),
    grade       text        not null,
    disposition text        not null,
    photo       text,
    by          uuid        not null,
    by_name     text        not null,
    at          timestamptz not null,
    foreign key (return_id, seq) references return_line,
    check (disposition <> 'restock' or grade = 'new'),
    check (disposition <> 'scrap' or grade <> 'new')
);
create index return_grade_return on return_grade (return_id);
create trigger return_grade_append_only before update or delete or truncate on return_grade execute function is_append_only();

create table refund (
    id             uuid        primary key,
    order_id       uuid        not null references sales_order,
    return_id      uuid        references return_case,
    amount_minor   bigint      not null check (amount_minor > 0),
    currency       text        not null,
    state          text        not null,
    requested_by   uuid        not null,
    requested_name text        not null,
    requested_at   timestamptz not null,
    decided_by     uuid,
    decided_name   text,
    decided_at     timestamptz,
    by_rule        boolean     not null,
    why            text,
    executed_at    timestamptz,
    reference      text,
    error          text,
    check (decided_by is null or decided_by <> requested_by), -- four eyes, also by hand
    check ((state = 'executed') = (executed_at is not null))
);
create index refund_order on refund (order_id);
create unique index refund_return on refund (return_id) where return_id is not null and state <> 'refused';
create index refund_owed on refund (requested_at) where state in ('pending', 'approved', 'failed');

-- What a shop is to be told: queued in the transaction that makes it true, carried out by a worker, once.
create table shop_errand (
    id         uuid        primary key,
    store      text        not null references channel_store,
    order_id   uuid        references sales_order,
    kind       text        not null,
    effect_key text        not null unique,
    what       jsonb       not null,
    state      text        not null,
    attempts   int         not null check (attempts >= 0),
    next_at    timestamptz not null,
    created_at timestamptz not null,
    done_at    timestamptz,
    reference  text,
    error      text
);
create index shop_errand_due on shop_errand (next_at) where state in ('queued', 'sending');
create index shop_errand_order on shop_errand (order_id) where order_id is not null;

create view inv_i09_refunds_within_what_was_paid as
    select r.order_id, sum(r.amount_minor) as refunded, o.total_minor
    from refund r join sales_order o on o.id = r.order_id
    where r.state in ('pending', 'approved', 'executed', 'failed')
    group by 1, 3 having sum(r.amount_minor) > o.total_minor;

create view inv_i09_four_eyes as
    select id from refund where decided_by = requested_by or (state in ('approved', 'executed', 'failed') and decided_by is null and not by_rule);

create view inv_i16_returned_is_what_was_graded as
    select l.return_id, l.seq, l.graded, coalesce(g.units, 0) as decided
    from return_line l left join (select return_id, seq, sum(units) as units from return_grade group by 1, 2) g using (return_id, seq)
    where l.graded <> coalesce(g.units, 0) or l.graded > l.received;

create view inv_i16_every_grade_moved_its_goods as
    select g.id, g.disposition, coalesce(m.units, 0) as moved
    from return_grade g join sku s on s.sku = g.sku and not s.is_kit
    left join (select reason, kind, sum(case when kind = 'scrap' then -units else greatest(units, 0) end) as units from stock_movement
               where reason like 'grade:%' group by 1, 2) m on m.reason = 'grade:' || g.id and m.kind = g.disposition
    where coalesce(m.units, 0) <> g.units;
create index stock_movement_grade on stock_movement (reason) where reason like 'grade:%';
create index sales_order_to_close on sales_order (last_movement_at) where headline = 'delivered' and closed_at is null;
create index parcel_handed_over on parcel (handed_over_at) where handed_over_at is not null;

-- What was delivered stands on a board again while something of it comes back.
create or replace view inv_i05_headline_equals_axes as
    select o.id, o.number, o.headline from sales_order o
    where (o.headline = 'cancelled' and exists (select 1 from order_line l where l.order_id = o.id and l.ordered > l.cancelled))
       or (o.headline = 'received' and exists (select 1 from fulfilment_group g where g.order_id = o.id
                                               and g.state not in ('unallocated', 'reserved', 'cancelled')))
       or (o.headline = 'confirmed' and o.confirmed_at is null)
       or (o.headline = 'cancelled' and o.stage is not null)
       or (o.headline in ('closed', 'delivered') and coalesce(o.stage, 'returns') <> 'returns');

create view inv_i05_open_returns_are_counted as
    select o.id, o.number, o.returns_open, coalesce(r.open, 0) as there
    from sales_order o
    left join (select order_id, count(*) as open from return_case where state not in ('closed', 'rejected', 'expired') group by 1) r on r.order_id = o.id
    where (o.returns_open > 0 or r.open > 0) and o.returns_open <> coalesce(r.open, 0);
create index sales_order_returns_open on sales_order (id) where returns_open > 0;

-- Picking by scan: where the worker stands, every scan with its answer, goods on their way back to a shelf, calls for help, who works when.

alter table pick_list
    add column at_line uuid,                                          -- the line that its worker was shown; null: none yet
    add column at_bin  boolean not null default false,                -- its bin was scanned
    add column in_hand int     not null default 0 check (in_hand >= 0), -- taken off the shelf, not yet in a tote
    add check (in_hand = 0 or at_bin),
    add check (not at_bin or at_line is not null);

-- One row a scan, with what was answered, so that a scan sent twice is counted once.
create table pick_scan (
    list     uuid        not null references pick_list,
    scan_id  uuid        not null,  -- made by the device
    seq      bigint      not null generated always as identity,
    at       timestamptz not null,
    line     uuid        references pick_line,
    actor    uuid        not null,
    step     text        not null,  -- what was to be scanned
    scanned  text        not null,
    code     text,                  -- why it was refused; null: accepted
    units    int         not null default 0 check (units >= 0),
    tote     text,
    at_bin   boolean     not null default false, -- as it was before, for undo
    in_hand  int         not null default 0,
    undone   boolean     not null default false,
    entry    uuid        not null,
    answer   jsonb       not null,
    primary key (list, scan_id)
);
create index pick_scan_list on pick_scan (list, seq desc) where code is null and not undone;
create index pick_scan_wrong on pick_scan (line) where code is not null;

-- Goods that were picked for nobody any more: they lie on the floor, unsellable, until somebody puts them on a shelf by scan.
create table put_back (
    id         uuid        primary key,
    list       uuid        not null references pick_list, -- that they were picked with
    pick_line  uuid        not null references pick_line,
    order_id   uuid        not null references sales_order,
    line_no    int         not null,
    sku        text        not null references sku,
    warehouse  text        not null references warehouse,
    bin        text        not null, -- where they came from
    tote       text,
    units      int         not null check (units > 0),
    done       int         not null default 0 check (done between 0 and units),
    in_hand    int         not null default 0 check (in_hand between 0 and units - done),
    held_by    uuid,
    opened_at  timestamptz not null,
    closed_at  timestamptz,
    check ((closed_at is not null) = (done = units)),
    check ((held_by is not null) = (in_hand > 0))
);
create index put_back_open on put_back (list) where closed_at is null;
create index put_back_order on put_back (order_id);
create index put_back_line on put_back (pick_line);

create sequence help_call_number start 1;

create table help_call (
    id            uuid        primary key,
    number        bigint      not null unique,
    warehouse     text        not null references warehouse,
    zone          text        not null,
    kind          text        not null,
    text          text        not null,
    state         text        not null,
    raised_at     timestamptz not null,
    raised_by     uuid        not null,
    raised_name   text        not null,
    answered_at   timestamptz,
    answered_by   uuid,
    answered_name text,
    closed_at     timestamptz,
    check ((state = 'open') = (answered_at is null and closed_at is null))
);
create index help_call_live on help_call (warehouse, raised_at) where state <> 'closed';

create table shift (
    id        uuid        primary key,
    warehouse text        not null references warehouse,
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    station   text        not null,
    zone      text,
    people    int         not null check (people > 0),
    check (starts_at < ends_at)
);
create index shift_warehouse on shift (warehouse, starts_at);

-- Each picked unit is explained by a scan: what went into totes and was neither undone nor put back.
create view inv_i15_scans_explain_picks as
    select l.id, l.list, l.sku, l.picked, coalesce(s.units, 0) as scanned, coalesce(b.units, 0) as put_back
    from pick_line l
    left join (select line, sum(units) as units from pick_scan where step = 'tote' and code is null and not undone group by 1) s on s.line = l.id
    left join (select pick_line, sum(units) as units from put_back group by 1) b on b.pick_line = l.id
    where l.picked <> coalesce(s.units, 0) - coalesce(b.units, 0);

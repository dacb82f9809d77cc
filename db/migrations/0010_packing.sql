-- The bench: cartons, what was scanned into parcels, what parcels should weigh and did, their photos, and the ticks of checklists.

-- Inner measures; a carton of the company's own is a row more.
create table carton (
    key        text    primary key,
    name       text    not null,
    length_mm  int     not null check (length_mm > 0),
    width_mm   int     not null check (width_mm > 0),
    height_mm  int     not null check (height_mm > 0),
    max_grams  int     not null check (max_grams > 0), -- of the goods in it
    tare_grams int     not null check (tare_grams >= 0),
    place      int     not null unique,                -- its key on the bench: 1, 2, 3 …
    is_on      boolean not null
);
insert into carton (key, name, length_mm, width_mm, height_mm, max_grams, tare_grams, place, is_on) values
    ('S',   'S',   250, 180, 100,  5000,  90, 1, true),
    ('M',   'M',   350, 250, 150, 10000, 180, 2, true),
    ('L',   'L',   500, 350, 300, 20000, 420, 3, true),
    ('BAG', 'Bag', 320, 240,  60,  2000,  25, 4, true);

-- Every scan at the bench that meant a unit; the scanner's own id keeps one from counting twice.
create table pack_scan (
    scan_id   uuid        primary key,
    seq       bigint      not null generated always as identity,
    parcel_id uuid        not null references parcel,
    scanned   text        not null,
    sku       text,                  -- null: no article of ours
    units     int         not null check (units >= 0),
    refused   text,                  -- why it did not count; null: it did
    undone    boolean     not null,
    at        timestamptz not null,
    by        uuid        not null,
    check (refused is null or units = 0)
);
create index pack_scan_parcel on pack_scan (parcel_id, seq);

-- What the scale said of a parcel, and what was made of it.
create table pack_check (
    parcel_id       uuid primary key references parcel,
    expected_grams  int,             -- null: nothing is known of the goods yet
    tolerance_grams int,
    measured_grams  int         not null check (measured_grams > 0),
    verdict         text        not null,
    weighed_at      timestamptz not null,
    weighed_by      uuid        not null,
    override_why    text,
    override_by     uuid,
    is_learned      boolean     not null,
    check ((override_why is null) = (override_by is null))
);

-- What one unit of a SKU weighs, as parcels have taught.
create table sku_weight (
    sku        text             primary key references sku,
    grams      double precision not null check (grams > 0),
    spread     double precision not null check (spread >= 0), -- one standard deviation, in grams
    parcels    int              not null check (parcels > 0),
    updated_at timestamptz      not null
);

create table parcel_photo (
    id        uuid        primary key,
    parcel_id uuid        not null references parcel,
    file      text        not null unique check (file ~ '^[0-9a-f]{32}\.jpg$'),
    width     int         not null check (width > 0),
    height    int         not null check (height > 0),
    bytes     int         not null check (bytes > 0),
    taken_at  timestamptz not null,
    taken_by  uuid        not null
);
create index parcel_photo_parcel on parcel_photo (parcel_id);

-- A step of a procedure's checklist was done for one thing: by the work itself, or ticked by a person.
create table sop_run (
    id        uuid        primary key,
    slug      text        not null,
    version   int,                   -- in force then; null where the procedure was not published
    subject   text        not null,  -- as in the journal: parcel:{id}, manifest:{id}, return:{id}
    step      text        not null,
    ticked_at timestamptz not null,
    by        uuid        not null,
    unique (slug, subject, step)
);
create index sop_run_subject on sop_run (subject);

-- A group that is packed has nothing left to pack: what was picked for it and is still wanted lies in its parcels.
create view inv_i10_packed_group_is_whole as
    select g.id as group_id, l.line_no, l.units, o.packed + o.shipped as packed
    from fulfilment_group g
    join group_line l on l.group_id = g.id
    join order_line o on o.order_id = g.order_id and o.line_no = l.line_no
    where g.state in ('packed', 'labelled') and (
        exists (select from parcel p where p.group_id = g.id and p.state = 'open')
        or not exists (select from parcel p where p.group_id = g.id and p.state <> 'voided')
        or o.packed + o.shipped < l.units);

-- Label printers of the warehouses, and what waits for them.

create table printer (
    key             text        primary key check (key ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    host            text        not null,
    port            int         not null check (port between 1 and 65535),
    warehouse       text        not null,     -- may not exist yet
    dpi             int         not null check (dpi in (203, 300)),
    is_on           boolean     not null,
    last_success_at timestamptz,
    failing_since   timestamptz,
    last_error      text
);

-- One label on its way to a printer. Sending is over in seconds; one that was not ended may have been printed, and is never sent again by itself.
create table print_job (
    id           uuid        primary key,
    printer      text        not null references printer,
    parcel_id    uuid        not null references parcel,
    order_id     uuid        not null references sales_order,
    sscc         text        not null,
    tracking     text        not null,        -- of the label that was asked for: another one is another print
    copy         int         not null check (copy > 0),
    state        text        not null,
    attempts     int         not null check (attempts >= 0),
    due_at       timestamptz not null,
    created_at   timestamptz not null,
    created_by   uuid        not null,
    created_name text        not null,
    ended_at     timestamptz,
    why          text,
    error        text,
    check (copy = 1 or why is not null)       -- a second label of a parcel is a risk: two boxes may carry one number
);
create unique index print_job_copy on print_job (parcel_id, tracking, copy);
create index print_job_waiting on print_job (printer, created_at) where state in ('queued', 'sending');
create index print_job_shown on print_job (created_at desc);

-- A truck that waits for us. The promise to its orders stays what it was.

create table truck_move (
    warehouse text        not null references warehouse,
    courier   text        not null,
    ship_by   timestamptz not null, -- which truck: when it leaves by the calendar
    leaves    timestamptz not null,
    at        timestamptz not null,
    by_name   text        not null,
    primary key (warehouse, courier, ship_by)
);

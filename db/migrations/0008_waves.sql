-- Proposed waves are kept until one of them is chosen, or a day has passed; and the floor finds what waits for it without reading what has left.

create table wave_draft (
    id        uuid        primary key,
    warehouse text        not null references warehouse,
    at        timestamptz not null,
    body      jsonb       not null
);
create index wave_draft_at on wave_draft (at);

create index fulfilment_group_reserved on fulfilment_group (warehouse) where state = 'reserved';
create index reservation_group on reservation (group_id);

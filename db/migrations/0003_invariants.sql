-- One view an invariant; each returns the rows that break it, so each is empty at any instant. Counted by /health/honesty.

create view inv_i01_never_oversell as
    select sku, warehouse from stock where reserved < 0 or unsellable < 0 or on_hand < 0 or reserved > on_hand - unsellable;

create view inv_i02_reserved_equals_rows as
    select s.sku, s.warehouse, s.reserved, coalesce(r.units, 0) as rows
    from stock s left join (select sku, warehouse, sum(units) as units from reservation group by 1, 2) r using (sku, warehouse)
    where s.reserved <> coalesce(r.units, 0);

create view inv_i03_ledger_conserves as
    select s.sku, s.warehouse, s.on_hand, coalesce(m.units, 0) as moved, s.unsellable, coalesce(m.unsellable, 0) as moved_unsellable
    from stock s left join (select sku, warehouse, sum(units) as units, sum(unsellable) as unsellable from stock_movement group by 1, 2) m using (sku, warehouse)
    where s.on_hand <> coalesce(m.units, 0) or s.unsellable <> coalesce(m.unsellable, 0);

create view inv_i03_bins_sum_to_stock as
    select s.sku, s.warehouse, s.on_hand, coalesce(b.units, 0) as in_bins
    from stock s left join (select sku, warehouse, sum(units) as units from bin_stock group by 1, 2) b using (sku, warehouse)
    where s.on_hand <> coalesce(b.units, 0);

create view inv_i04_one_bucket_a_unit as
    select order_id, line_no from order_line
    where ordered <> unallocated + cancelled + backordered + reserved + picked + packed + shipped
       or least(unallocated, cancelled, backordered, reserved, picked, packed, shipped, returned) < 0 or returned > shipped;

create view inv_i04_line_equals_groups as
    select l.order_id, l.line_no, l.reserved + l.picked + l.packed + l.shipped as promised, coalesce(g.units, 0) as grouped
    from order_line l
    join sales_order o on o.id = l.order_id and not o.counter_sale
    left join (select f.order_id, gl.line_no, sum(gl.units) as units from group_line gl join fulfilment_group f on f.id = gl.group_id
               where f.state <> 'cancelled' group by 1, 2) g on g.order_id = l.order_id and g.line_no = l.line_no
    where l.reserved + l.picked + l.packed + l.shipped <> coalesce(g.units, 0);

create view inv_i05_headline_equals_axes as
    select o.id, o.number, o.headline from sales_order o
    where (o.headline = 'cancelled' and exists (select 1 from order_line l where l.order_id = o.id and l.ordered > l.cancelled))
       or (o.headline = 'received' and exists (select 1 from fulfilment_group g where g.order_id = o.id
                                               and g.state not in ('unallocated', 'reserved', 'cancelled')))
       or (o.headline = 'confirmed' and o.confirmed_at is null)
       or (o.headline in ('cancelled', 'closed', 'delivered') and o.stage is not null);

create view inv_i08_feed_is_dense as
    select max(pos) as head, count(*) as positions from journal_position having coalesce(max(pos), 0) <> count(*);

create view inv_i08_nothing_waits_for_its_stamp as
    select u.entry from journal_unstamped u join journal j on j.id = u.entry where j.at < clock_timestamp() - interval '30 seconds';

create view inv_i12_every_message_became_something as
    select id, store, received_at from inbound_message where state = 'stored' and received_at < clock_timestamp() - interval '60 seconds'
    union all
    select m.id, m.store, m.received_at from inbound_message m
    where m.state = 'failed' and not exists (select 1 from exception_case c where c.subject_kind = 'message' and c.subject_id = m.id::text);

create view inv_i13_doubted_order_is_not_on_the_floor as
    select o.id, o.number from sales_order o
    join fulfilment_group g on g.order_id = o.id and g.state in ('released', 'picking')
    join hold h on h.order_id = o.id and h.released_at is null;

create view inv_i13_cancelled_order_has_no_open_case as
    select c.id, c.code, o.number from exception_case c join sales_order o on o.id = c.order_id
    where c.state <> 'resolved' and o.headline = 'cancelled';

create view inv_i14_cancelled_order_holds_nothing as
    select o.id, o.number from sales_order o join reservation r on r.order_id = o.id where o.headline = 'cancelled';

create view inv_i14_line_equals_reservations as
    select l.order_id, l.line_no, l.reserved + l.picked + l.packed as promised, coalesce(r.units, 0) as reservations
    from order_line l join sku s on s.sku = l.sku and not s.is_kit
    left join (select order_id, line_no, sum(units) as units from reservation group by 1, 2) r using (order_id, line_no)
    where l.reserved + l.picked + l.packed <> coalesce(r.units, 0);

create view inv_i17_every_entry_has_a_who as
    select id from journal where actor_name = '' or kind = '';

create view inv_i19_money_adds_up as
    select o.id, o.number from sales_order o
    join lateral (select coalesce(sum(line_total_minor), 0) as lines, count(*) as n from order_line l where l.order_id = o.id) l on true
    where abs(l.lines + o.shipping_minor + o.fees_minor + o.tax_minor - o.discount_minor - o.paid_otherwise_minor - o.total_minor) > l.n
      and o.cancelled_at is null
      and o.next_step = 'settled'
      and not exists (select 1 from exception_case c where c.order_id = o.id and c.code in ('PAY_MISMATCH', 'QTY_INVALID'));

create view inv_i23_command_has_its_answer as
    select actor, command_id from command_log where answer is null;

create view inv_i24_nothing_comes_from_the_future as
    select id, at from journal where at > clock_timestamp() + interval '2 seconds';

using ControlTower.Tests.Inventory;
using Npgsql;

namespace ControlTower.Tests.Data;

/// <summary>
/// Each invariant is shown red once. What breaks it needs the superuser, who switches off the constraints and triggers that forbid it;
/// afterwards everything is rolled back. A new view needs its line here.
/// </summary>
public sealed class InvariantViewsTests : IAsyncLifetime
{
    private const string NoChecks = """
        do $$ declare one record; begin
            for one in select conrelid::regclass as on_table, conname from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace loop
                execute format('alter table %s drop constraint %I', one.on_table, one.conname);
            end loop;
        end $$;
        """;

    private const string Cases = """
        insert into exception_case (id, code, severity, subject_kind, subject_id, order_id, cause_key, evidence, owner_role, first_opened_at, opened_at, due_at, touched_at, state, escalated)
        select gen_random_uuid(), 'NO_STOCK', 's2', 'order', id::text, id, 'x', '{}', 'orderOps', now(), now(), now(), now(), 'open', false from sales_order;
        """;

    private const string Parcels = """
        insert into parcel (id, sscc, order_id, group_id, warehouse, package_no, state, state_since, opened_at)
        select gen_random_uuid(), '062210330000123458', order_id, id, warehouse, 1, 'sealed', now(), now() from fulfilment_group;
        """;

    private const string Labels = $"""
        {Parcels} insert into courier (key, kind, country, poll_seconds, services, config, is_on, is_fixed) values ('own', 'own', '', 600, '[]', json_build_object(), true, false);
        insert into shipment (id, parcel_id, order_id, warehouse, courier, effect_key, state, attempts, due_at, created_at, created_by, tracking, void_attempts)
        select gen_random_uuid(), id, order_id, warehouse, 'own', 'x', 'done', 1, now(), now(), gen_random_uuid(), 'T-1', 0 from parcel;
        """;

    private const string Lists = """
        insert into pick_list (id, number, wave, warehouse, kind, state, created_at) select gen_random_uuid(), 'W-0001-1', gen_random_uuid(), 'cairo', 'single', 'open', now();
        insert into pick_line (id, list, seq, group_id, order_id, line_no, sku, warehouse, bin, units, picked, short)
        select gen_random_uuid(), p.id, 1, r.group_id, r.order_id, r.line_no, r.sku, r.warehouse, 'A-01-1', r.units + 1, 0, 0 from reservation r, pick_list p;
        """;

    private const string Messages = """
        insert into message (id, order_id, occasion, milestone, channel, lane, state, language, queued_at, not_before, expires_at, attempts, is_unsure, told, by_name)
        select gen_random_uuid(), id, 'shipped', 'shipped', 'sms', 0, 'queued', 'en', now(), now(), now() + interval '1 day', 0, false, '{}', 'tower' from sales_order;
        """;

    private const string Refunds = """
        insert into refund (id, order_id, amount_minor, currency, state, requested_by, requested_name, requested_at, by_rule)
        select gen_random_uuid(), id, 1, 'EGP', 'pending', gen_random_uuid(), 'x', now(), false from sales_order;
        """;

    private const string Returns = """
        insert into return_case (id, number, order_id, kind, source, warehouse, state, state_since, opened_at)
        select gen_random_uuid(), 1, id, 'refund', 'staff', 'cairo', 'received', now(), now() from sales_order;
        insert into return_line (return_id, seq, line_no, sku, units, reason, received, graded) select id, 1, 1, 'RED', 1, 'size', 1, 0 from return_case;
        """;

    private static readonly Dictionary<string, string> s_breaks = new()
    {
        ["inv_i01_never_oversell"] = $"{NoChecks} update stock set reserved = on_hand - unsellable + 1",
        ["inv_i02_reserved_equals_rows"] = "update stock set reserved = reserved + 1",
        ["inv_i03_ledger_conserves"] = "update stock set on_hand = on_hand + 1",
        ["inv_i03_bins_sum_to_stock"] = "update bin_stock set units = units + 1",
        ["inv_i04_one_bucket_a_unit"] = $"{NoChecks} update order_line set cancelled = cancelled + 1",
        ["inv_i04_line_equals_groups"] = "delete from group_line",
        ["inv_i04_packed_lies_in_parcels"] = $"{NoChecks} update order_line set packed = reserved, reserved = 0",
        ["inv_i05_headline_equals_axes"] = "update sales_order set headline = 'cancelled'",
        ["inv_i06_delivered_says_when"] = $"{Parcels} update parcel set state = 'delivered'",
        ["inv_i05_open_returns_are_counted"] = "update sales_order set returns_open = 1",
        ["inv_i08_feed_is_dense"] = "insert into journal_position (pos, entry, hash) select 2, id, sha256('x') from journal limit 1",
        ["inv_i08_nothing_waits_for_its_stamp"] = "update journal set at = now() - interval '1 minute'",
        ["inv_i10_one_live_label"] = $"{Labels} update parcel set state = 'labelled', courier = 'own', tracking = 'T-2'",
        ["inv_i10_packed_group_is_whole"] = "update fulfilment_group set state = 'packed'",
        ["inv_i09_refunds_within_what_was_paid"] = $"{Refunds} update refund set amount_minor = 99999999",
        ["inv_i09_four_eyes"] = $"{Refunds} update refund set state = 'approved'",
        ["inv_i10_parcel_of_a_live_group"] = $"{Parcels} update fulfilment_group set state = 'cancelled'",
        ["inv_i12_every_message_became_something"] = """
            insert into inbound_message (id, store, door, topic, dedupe_key, received_at, headers, body, state)
            values (gen_random_uuid(), 'pos-test', 'webhook', 'x', 'x', now() - interval '2 minutes', '{}', 'x', 'stored')
            """,
        ["inv_i12_every_word_was_weighed"] = $"""
            {Parcels} insert into parcel_road (parcel_id, order_id, attempts, look_failures, heard_at, is_due) select id, order_id, 0, 0, now() - interval '2 minutes', true from parcel
            """,
        ["inv_i19_cod_paid_in_full"] = $"""
            {Parcels} insert into parcel_cod (parcel_id, order_id, courier, due_minor, currency, state, remitted_minor) select id, order_id, 'bosta', 100, 'EGP', 'remitted', 99 from parcel
            """,
        ["inv_i13_doubted_order_is_not_on_the_floor"] = """
            update fulfilment_group set state = 'released', stage_since = now() + interval '1 second';
            insert into hold (id, order_id, type, source, keeps_stock, pauses_clock, placed_at, placed_by)
            select gen_random_uuid(), id, 'fraud', 'screening', true, false, now(), gen_random_uuid() from sales_order
            """,
        ["inv_i13_cancelled_order_has_no_open_case"] = $"{Cases} update sales_order set headline = 'cancelled'",
        ["inv_i14_cancelled_order_holds_nothing"] = "update sales_order set headline = 'cancelled'",
        ["inv_i14_line_equals_reservations"] = "delete from reservation",
        ["inv_i15_one_list_a_unit"] = Lists,
        ["inv_i16_closed_manifest_went_out"] = $"""
            {Labels} insert into manifest (id, number, courier, warehouse, state, opened_at, opened_by, opened_name, closed_at, wrong_scans)
            select gen_random_uuid(), 'M-1123-1', 'own', 'cairo', 'closed', now(), gen_random_uuid(), 'x', now(), 0;
            insert into manifest_parcel (manifest_id, parcel_id, is_extra, added_at) select m.id, p.id, false, now() from manifest m, parcel p
            """,
        ["inv_i15_scans_explain_picks"] = $"{Lists} update pick_line set picked = 1",
        ["inv_i16_returned_is_what_was_graded"] = $"{Returns} update return_line set graded = 1",
        ["inv_i16_every_grade_moved_its_goods"] = $"""
            {Returns}
            insert into return_grade (id, return_id, seq, line_no, sku, units, grade, disposition, by, by_name, at)
            select gen_random_uuid(), return_id, 1, 1, sku, 1, 'new', 'restock', gen_random_uuid(), 'x', now() from return_line
            """,
        ["inv_i17_every_entry_has_a_who"] = "update journal set actor_name = ''",
        ["inv_i19_money_adds_up"] = "update sales_order set total_minor = total_minor + 1000",
        ["inv_i21_once_a_milestone_and_channel"] = $"alter table message drop constraint message_once; {Messages} {Messages}",
        ["inv_i21_nothing_is_told_too_late"] = $"{Messages} update message set state = 'sent', sent_at = now(), expires_at = now() - interval '1 hour'",
        ["inv_i21_nothing_waits_for_the_erased"] = Messages,
        ["inv_i23_command_has_its_answer"] = "update command_log set answer = null",
        ["inv_i24_nothing_comes_from_the_future"] = "update journal set at = now() + interval '1 minute'",
    };

    private StockGround _ground = null!;

    public async ValueTask InitializeAsync()
    {
        _ground = await StockGround.StartAsync();
        await _ground.SkuAsync("RED");
        await _ground.ReceiveAsync("RED", "cairo", 5);
        await _ground.OrderAsync("RED", 2);
        await _ground.CarryAsync();
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Every_invariant_turns_red_when_its_rule_is_broken_and_only_then()
    {
        var views = ((string)(await _ground.Database.AdminAsync("select string_agg(viewname, ',') from pg_views where schemaname = 'public' and viewname like 'inv\\_%'"))!).Split(',');
        Assert.Equal(s_breaks.Keys.Order(), views.Order());
        Assert.Empty(await _ground.BrokenAsync());

        await using var superuser = new NpgsqlConnection(_ground.Database.AdminConnectionString);
        await superuser.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var (view, sql) in s_breaks)
        {
            await using var undone = await superuser.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await RunAsync(superuser, $"set local session_replication_role = replica; {sql}");
            Assert.True((long)(await RunAsync(superuser, $"select count(*) from {view}"))! > 0, $"{view} does not see its rule broken.");
        }
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

using System.Net;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Documents;

public sealed class PrintingTests(OrderTower tower) : IClassFixture<OrderTower>, IAsyncLifetime
{
    private readonly FakePrinter _printer = new();
    private readonly string _key = $"cairo-{Guid.NewGuid():N}"[..20];

    public async ValueTask InitializeAsync() => await tower.Host.Database.AdminAsync($"""
        update printer set is_on = false;
        insert into printer (key, host, port, warehouse, dpi, is_on) values ('{_key}', '127.0.0.1', {_printer.Port}, 'cairo', 203, true)
        """);

    public ValueTask DisposeAsync() => _printer.DisposeAsync();

    [Fact]
    public async Task A_label_that_is_printed_is_the_one_that_is_fetched_and_comes_out_once()
    {
        var sscc = await LabelledAsync();
        var asked = await PrintAsync(sscc);
        await StateAsync(asked, "sent");

        Assert.Equal((200, _key, "1"), (asked.Status, asked.Text("printer"), asked.Text("copy")));
        Assert.Equal(await LabelAsync(sscc, "label.zpl"), Assert.Single(_printer.Printed));
        Assert.Contains("LabelPrintEnded", await KindsAsync(sscc), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_label_demands_a_reason_and_the_same_wish_sent_again_prints_nothing()
    {
        var (sscc, key) = (await LabelledAsync(), Guid.NewGuid());
        var first = await PrintAsync(sscc, key: key);
        await StateAsync(first, "sent");

        Assert.Equal(first.Text("job"), (await PrintAsync(sscc, key: key)).Text("job"));
        Assert.Equal((422, "access.why-missing"), ((await PrintAsync(sscc)).Status, (await PrintAsync(sscc)).Code));
        var second = await PrintAsync(sscc, why: "the first one tore");
        await StateAsync(second, "sent");
        Assert.Equal(("2", 2), (second.Text("copy"), _printer.Printed.Count));
    }

    [Fact]
    public async Task A_printer_that_is_down_keeps_its_labels_waiting_in_their_order_and_prints_each_once_when_it_is_back()
    {
        _printer.SwitchOff();
        var (one, two) = (await LabelledAsync(), await LabelledAsync());
        var (first, second) = (await PrintAsync(one), await PrintAsync(two));
        await Eventually.TrueAsync(async () => await tower.Host.Database.AdminAsync($"select last_error from printer where key = '{_key}' and failing_since is not null") is string);
        Assert.Equal("queued", await tower.Host.Database.AdminAsync($"select state from print_job where id = '{second.Text("job")}'"));

        _printer.SwitchOn();
        await StateAsync(first, "sent");
        await StateAsync(second, "sent");
        Assert.Equal([await LabelAsync(one, "label.zpl"), await LabelAsync(two, "label.zpl")], _printer.Printed);
        Assert.Null(await tower.Host.Database.AdminAsync($"select failing_since from printer where key = '{_key}' and failing_since is not null"));
    }

    [Fact]
    public async Task A_label_whose_sender_died_may_have_been_printed_and_is_not_sent_again_by_itself()
    {
        var (sscc, dead) = (await LabelledAsync(), Guid.CreateVersion7());
        await tower.Host.Database.AdminAsync($"""
            insert into print_job (id, printer, parcel_id, order_id, sscc, tracking, copy, state, attempts, due_at, created_at, created_by, created_name)
            select '{dead}', '{_key}', id, order_id, sscc, tracking, 1, 'sending', 1, now() - interval '1 second', now(), gen_random_uuid(), 'packer 1' from parcel where sscc = '{sscc}'
            """);

        await Eventually.TrueAsync(async () => "unknown".Equals(await tower.Host.Database.AdminAsync($"select state from print_job where id = '{dead}'")));
        await PrintedAfterAnotherAsync();
        Assert.Single(_printer.Printed);
        Assert.Equal((422, "access.why-missing"), await CodeAsync(PrintAsync(sscc)));
    }

    [Fact]
    public async Task A_label_that_was_voided_while_it_waited_does_not_come_out()
    {
        _printer.SwitchOff();
        var sscc = await LabelledAsync();
        var asked = await PrintAsync(sscc);
        await tower.Host.Database.AdminAsync($"update parcel set state = 'voided', tracking = null where sscc = '{sscc}'");
        _printer.SwitchOn();

        await StateAsync(asked, "failed");
        Assert.Empty(_printer.Printed);
    }

    [Fact]
    public async Task The_couriers_own_file_is_handed_out_byte_for_byte_and_ours_beside_it()
    {
        var sscc = await LabelledAsync();
        await tower.Host.Database.AdminAsync($"""
            insert into courier (key, kind, country, poll_seconds, services, config, is_on, is_fixed) values ('drawer', 'bosta', 'EG', 600, '[]', json_build_object()::jsonb, false, false) on conflict do nothing;
            with booked as (insert into shipment (id, parcel_id, order_id, warehouse, courier, effect_key, state, attempts, due_at, created_at, created_by, tracking, cod_minor, cod_currency, void_attempts)
                select gen_random_uuid(), id, order_id, warehouse, 'drawer', sscc || '-1', 'done', 1, now(), now(), gen_random_uuid(), tracking, 12300, 'EGP', 0 from parcel where sscc = '{sscc}' returning id)
            insert into shipment_label (shipment_id, media_type, content, fetched_at) select id, 'application/pdf', 'the courier''s own bytes'::bytea, now() from booked
            """);

        Assert.Equal("the courier's own bytes", await LabelAsync(sscc, "label.pdf"));
        Assert.StartsWith("%PDF", await LabelAsync(sscc, "label.pdf?own=true"), StringComparison.Ordinal);
        var zpl = ZplReading.Of(await LabelAsync(sscc, "label.zpl?dpi=300"));
        Assert.Equal((1200, "COD 123.00 EGP"), (zpl.Width, zpl["cashDue"].Data));
    }

    [Fact]
    public async Task A_parcel_that_may_not_leave_has_no_label_and_is_not_printed()
    {
        await RefusedAsync("shipping.not-booked", "update parcel set state = 'sealed' where sscc = '{0}'");
        await RefusedAsync("shipping.not-sealed", "update parcel set state = 'open' where sscc = '{0}'");
        await RefusedAsync("packing.voided", "update parcel set state = 'voided' where sscc = '{0}'");
        await RefusedAsync("shipping.cancelled", "update sales_order set cancelled_at = now(), cancel_cause = 'customer' where id = (select order_id from parcel where sscc = '{0}')");
        await RefusedAsync("shipping.held", """
            insert into hold (id, order_id, type, source, keeps_stock, pauses_clock, placed_at, placed_by) select gen_random_uuid(), order_id, 'fraud', 'person', true, true, now(), gen_random_uuid() from parcel where sscc = '{0}'
            """);
        Assert.Empty(_printer.Printed);
    }

    [Fact]
    public async Task A_printer_that_is_none_or_stands_elsewhere_is_refused_in_words()
    {
        var sscc = await LabelledAsync();
        await tower.Host.Database.AdminAsync("insert into printer (key, host, port, warehouse, dpi, is_on) values ('far', '127.0.0.1', 9, 'alex', 203, true) on conflict (key) do update set is_on = true");

        Assert.Equal((400, "shipping.printer-unknown"), await CodeAsync(PrintAsync(sscc, printer: "nowhere")));
        Assert.Equal((409, "shipping.printer-elsewhere"), await CodeAsync(PrintAsync(sscc, printer: "far")));
        await tower.Host.Database.AdminAsync($"update printer set is_on = false where key = '{_key}'");
        Assert.Equal((409, "shipping.no-printer"), await CodeAsync(PrintAsync(sscc)));
        Assert.Equal((404, "parcel.unknown"), await CodeAsync(PrintAsync("062210330000123458")));
    }

    private async Task RefusedAsync(string code, string sql)
    {
        var sscc = await LabelledAsync();
        await tower.Host.Database.AdminAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, sscc));
        var packer = await tower.Host.AsAsync(Role.PackerQc);
        foreach (var door in new[] { "label.pdf", "label.zpl" })
        {
            Assert.Equal((409, code), await CodeAsync(OrderTower.GetAsync(packer, $"shipping/{sscc}/{door}")));
        }

        Assert.Equal((409, code), await CodeAsync(PrintAsync(sscc)));
    }

    private async Task PrintedAfterAnotherAsync() => await StateAsync(await PrintAsync(await LabelledAsync()), "sent");

    /// <summary>A parcel with a label in force.</summary>
    private async Task<string> LabelledAsync()
    {
        var number = await tower.SettledAsync(tower.Order());
        var sscc = (await PackedParcels.OfAsync(tower.Host.Services, number, [2]))[0];
        await tower.Host.Database.AdminAsync($"update parcel set state = 'labelled', courier = 'own', tracking = 'OWN-' || right(sscc, 9) where sscc = '{sscc}'");
        return sscc;
    }

    private async Task<Answer> PrintAsync(string sscc, string? printer = null, string? why = null, Guid? key = null) =>
        await OrderTower.PostAsync(await tower.Host.AsAsync(Role.PackerQc), $"shipping/{sscc}/print", new { printer, why }, key);

    private async Task<string> LabelAsync(string sscc, string door)
    {
        using var answer = await (await tower.Host.AsAsync(Role.PackerQc)).GetAsync(new Uri($"/api/v1/shipping/{sscc}/{door}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task StateAsync(Answer asked, string state) => await Eventually.TrueAsync(async () =>
        state.Equals(await tower.Host.Database.AdminAsync($"select state from print_job where id = '{asked.Text("job")}'")));

    private async Task<string> KindsAsync(string sscc) =>
        (string)(await tower.Host.Database.AdminAsync($"select string_agg(kind, ',') from journal where new::text like '%{sscc}%'"))!;

    private static async Task<(int Status, string? Code)> CodeAsync(Task<Answer> answer) => (await answer) is var told ? (told.Status, told.Code) : default;
}

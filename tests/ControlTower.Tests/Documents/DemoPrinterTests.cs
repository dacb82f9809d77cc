using System.Text.Json;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Printing;
using ControlTower.Simulator.Printers;
using ControlTower.Simulator.World;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Shipping;
using ControlTower.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ControlTower.Tests.Documents;

/// <summary>The demo's label printer beside a tower whose labels are booked: each comes out once, also around a time without paper.</summary>
public sealed class DemoPrinterTests : IAsyncLifetime
{
    private static readonly Actor s_admin = new(Guid.CreateVersion7(), "administrator of the test", [Role.Administrator]);

    private readonly PrinterLedger _ledger = new(TimeProvider.System);
    private PrinterDesk _printer = null!;
    private ShippingTower _tower = null!;

    public async ValueTask InitializeAsync()
    {
        _tower = await ShippingTower.StartAsync("easypost", "aramex", "bosta");
        _printer = new(_ledger, SimulatedWorld.Settings(new("http://127.0.0.1:1")), TimeProvider.System, new Tally(), NullLogger<PrinterDesk>.Instance);
        await _printer.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(_printer.Port > 0));
        await _tower.Host.Database.AdminAsync($"insert into printer (key, host, port, warehouse, dpi, is_on) values ('bench', '127.0.0.1', {_printer.Port}, 'cairo', 203, true)");
    }

    public async ValueTask DisposeAsync()
    {
        await _printer.StopAsync(CancellationToken.None);
        _printer.Dispose();
        await _tower.DisposeAsync();
    }

    [Fact]
    public async Task A_label_that_is_booked_comes_out_once_of_the_printer_of_its_warehouse()
    {
        var (one, two) = (await _tower.PackedAsync(), await _tower.PackedAsync(isCod: true));

        await Eventually.TrueAsync(async () => await SentAsync() == "2");
        Assert.Equal(new[] { one.Sscc, two.Sscc }.Order(), _ledger.All().Select(label => label.Sscc).Order());
        Assert.All(_ledger.All(), label => Assert.True(label.Bytes > 500, $"{label.Bytes} bytes"));
        Assert.Equal("2", await _tower.TextAsync("select count(*) from print_job"));
    }

    [Fact]
    public async Task A_printer_without_paper_gets_what_waits_when_it_is_back_and_each_label_once()
    {
        _printer.GoOff(TimeSpan.FromHours(1));
        var parcels = new[] { await _tower.PackedAsync(), await _tower.PackedAsync(), await _tower.PackedAsync() };
        await Eventually.TrueAsync(async () => await _tower.TextAsync("select count(*) from print_job where state in ('queued', 'sending')") == "3"
            && await _tower.TextAsync("select count(*) from printer where failing_since is not null") == "1");
        Assert.Empty(_ledger.All());
        var page = await PageAsync();
        Assert.Contains("does not answer", page, StringComparison.Ordinal);
        Assert.Contains(parcels[0].Sscc, page, StringComparison.Ordinal);

        _printer.GoOff(TimeSpan.Zero);
        await Eventually.TrueAsync(async () => await SentAsync() == "3");
        Assert.Equal(parcels.Select(parcel => parcel.Sscc).Order(), _ledger.All().Select(label => label.Sscc).Order());
        Assert.DoesNotContain("does not answer", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_that_is_skipped_does_not_come_out_and_is_printed_again_when_somebody_says_why()
    {
        _printer.GoOff(TimeSpan.FromHours(1));
        var parcel = await _tower.PackedAsync();
        await Eventually.TrueAsync(async () => await _tower.TextAsync("select count(*) from print_job where state = 'queued' and attempts > 0") == "1");
        var job = Guid.Parse(await _tower.TextAsync("select id from print_job"));
        var stuck = _tower.Host.Services.GetRequiredService<StuckPrintsHandler>();

        // Between two tries; one that is under way is left to it.
        await Eventually.TrueAsync(async () => (await stuck.HandleAsync(new SkipPrint(Guid.CreateVersion7(), s_admin, job, "the roll is used up"), default)).Decided(out _, out _));
        _printer.GoOff(TimeSpan.Zero);
        Assert.Equal("access.why-missing", CodeOf(await stuck.HandleAsync(new RetryPrint(Guid.CreateVersion7(), s_admin, job, null), default)));
        Assert.Empty(_ledger.All());

        Assert.Null(CodeOf(await stuck.HandleAsync(new RetryPrint(Guid.CreateVersion7(), s_admin, job, "a new roll is in"), default)));
        await Eventually.TrueAsync(async () => await SentAsync() == "1");
        Assert.Equal(parcel.Sscc, Assert.Single(_ledger.All()).Sscc);
        Assert.Equal("shipping.print-over", CodeOf(await stuck.HandleAsync(new RetryPrint(Guid.CreateVersion7(), s_admin, job, "once more"), default)));
        Assert.Equal("shipping.print-unknown", CodeOf(await stuck.HandleAsync(new RetryPrint(Guid.CreateVersion7(), s_admin, Guid.CreateVersion7(), "once more"), default)));
    }

    [Fact]
    public async Task A_test_label_says_whether_the_printer_answers()
    {
        var tests = _tower.Host.Services.GetRequiredService<TestPrinterHandler>();
        var sent = await tests.HandleAsync(new(Guid.CreateVersion7(), s_admin, "bench"), default);
        Assert.True(sent.Decided(out var ending, out _));
        Assert.Equal((PrintState.Sent, null), (ending.State, ending.Error));
        await Eventually.TrueAsync(() => Task.FromResult(_ledger.All() is [{ Sscc: null }]));
        Assert.Contains("bench", _ledger.All()[0].Zpl, StringComparison.Ordinal);

        _printer.GoOff(TimeSpan.FromHours(1));
        await Eventually.TrueAsync(async () => (await tests.HandleAsync(new(Guid.CreateVersion7(), s_admin, "bench"), default)).Decided(out var failed, out _) && failed.State == PrintState.Queued);
        Assert.Equal("1", await _tower.TextAsync("select count(*) from printer where failing_since is not null"));
        Assert.Equal("shipping.printer-unknown", (await tests.HandleAsync(new(Guid.CreateVersion7(), s_admin, "nowhere"), default)).Decided(out _, out var refused) ? null : refused.Code);
    }

    [Fact]
    public async Task The_simulator_shows_its_printers_book_and_takes_its_paper_away_on_request()
    {
        await using var world = await SimulatedWorld.StartAsync(SimulatedWorld.Settings(new("http://127.0.0.1:1"), key: null));
        using var visitor = new HttpClient { BaseAddress = world.Root };
        world.Get<PrinterLedger>().Take("^XA^FD(00)062210330000123458^FS^XZ^XA^FDhalf of one");
        var book = await BookAsync(visitor);
        Assert.Equal("062210330000123458", Assert.Single(book.GetProperty("labels").EnumerateArray()).GetProperty("sscc").GetString());

        using var caused = await visitor.PostAsync(new Uri("/mishaps/printerOff?seconds=30", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.True(caused.IsSuccessStatusCode);
        Assert.True((await BookAsync(visitor)).GetProperty("isOff").GetBoolean());
    }

    private static async Task<JsonElement> BookAsync(HttpClient visitor)
    {
        using var book = JsonDocument.Parse(await visitor.GetStringAsync(new Uri("/ledger/printer", UriKind.Relative)));
        return book.RootElement.Clone();
    }

    private async Task<string> PageAsync() => await (await _tower.Host.SignedInAsync([Role.Administrator])).GetStringAsync(new Uri("/settings/printers", UriKind.Relative));

    private Task<string> SentAsync() => _tower.TextAsync("select count(*) from print_job where state = 'sent'");

    private static string? CodeOf<T>(Outcome<Committed<T>> outcome) => outcome.Decided(out _, out var refused) ? null : refused.Code;
}

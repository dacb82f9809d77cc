using System.Globalization;
using System.Text;
using ControlTower.Playbook.Access;
using ControlTower.Screens.Import;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Intake;

/// <summary>Files that are handed in at a screen, in a running tower.</summary>
public sealed class FileTakingTests(OrderTower tower) : IClassFixture<OrderTower>
{
    private const string Header = "order_ref,ordered_at,customer_name,phone,address1,city,country,sku,qty,unit_price,payment_method";
    private static readonly Actor s_ops = new(Guid.CreateVersion7(), "Order Ops", [Role.OrderOps]);
    private static readonly Actor s_manager = new(Guid.CreateVersion7(), "Ops manager", [Role.OpsManager]);

    private FileTaking Files => tower.Host.Services.GetRequiredService<FileTaking>();

    [Fact]
    public async Task A_trial_changes_nothing_then_good_orders_come_in_and_refused_rows_wait_as_an_exception_and_in_a_file()
    {
        var mark = Guid.NewGuid().ToString("N")[..12];
        var rows = Enumerable.Range(0, 200).Select(at => Row($"{mark}-{at}", at == 7 ? "many" : "1", $"0100{at:0000000}"));
        var run = new ImportRun("orders.csv", Encoding.UTF8.GetBytes($"{Header}\n{string.Join('\n', rows)}\n")) { Store = "market" };

        await run.Start(isDry: true, OrdersAsync);
        Assert.Equal((200, 199, 1, false), (run.Report!.Things, run.Report.Accepted, run.Report.Refused, run.IsTakenIn));
        Assert.Equal((9, "qty"), (run.Report.Errors[0].Row, run.Report.Errors[0].Column));
        Assert.Equal(0L, await CountAsync($"sales_order where external_id like '{mark}%'"));

        await run.Start(isDry: false, OrdersAsync);
        Assert.Equal((true, 199, 200), (run.IsTakenIn, run.Report!.Accepted, run.Done));
        Assert.Equal(199L, await CountAsync($"sales_order where external_id like '{mark}%'"));
        Assert.Equal(1L, await CountAsync($"exception_case x join inbound_message m on m.id::text = x.subject_id where m.external_id = '{mark}-7' and x.state = 'open'"));

        var mended = new ImportRun("errors.csv", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(run.Report.ErrorFile!).Replace("many", "2", StringComparison.Ordinal))) { Store = "market" };
        await mended.Start(isDry: false, OrdersAsync);
        Assert.Equal((1, 0), (mended.Report!.Accepted, mended.Report.Refused));
    }

    [Fact]
    public async Task Taken_in_once_a_run_does_it_never_again()
    {
        var mark = Guid.NewGuid().ToString("N")[..12];
        var run = new ImportRun("orders.csv", Encoding.UTF8.GetBytes($"{Header}\n{Row(mark, "1", "01005554443")}\n")) { Store = "market" };
        var calls = 0;
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => run.Start(isDry: false, (one, isDry, progress) =>
        {
            Interlocked.Increment(ref calls);
            return OrdersAsync(one, isDry, progress);
        })));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Catalogue_and_opening_stock_come_in_by_file_and_rows_that_cannot_be_say_why()
    {
        var sku = $"NEW-{Guid.NewGuid():N}"[..16];
        var file = $"sku,name,price,warehouse,bin,on_hand\n{sku},Kettle,250,cairo,B-01-1,12\n{sku}-B,Lid,10,nowhere,B-01-1,3\n{sku}-C,Cup,ten,,,\n";
        var run = new ImportRun("stock.csv", Encoding.UTF8.GetBytes(file));

        await run.Start(isDry: true, (one, isDry, _) => Files.StockAsync(one, s_manager, isDry));
        Assert.Equal([(3, "warehouse"), (4, "price")], run.Report!.Errors.Select(error => (error.Row, error.Column)));
        Assert.Equal(0L, await CountAsync($"sku where sku like '{sku}%'"));

        await run.Start(isDry: false, (one, isDry, _) => Files.StockAsync(one, s_manager, isDry));
        Assert.Equal((3, 1, 2), (run.Report!.Rows, run.Report.Accepted, run.Report.Refused));
        Assert.Equal(1L, await CountAsync($"stock where sku = '{sku}' and warehouse = 'cairo' and on_hand = 12"));
        var errors = Encoding.UTF8.GetString(run.Report.ErrorFile!);
        Assert.Contains("nowhere", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Kettle", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_keep_the_catalogue_takes_no_file_in()
    {
        var run = new ImportRun("stock.csv", "sku,name\nA,B\n"u8.ToArray());
        await run.Start(isDry: true, (one, isDry, _) => Files.StockAsync(one, s_ops, isDry));
        Assert.Equal("access.duty", run.Refused?.Code);
    }

    private Task<ControlTower.Playbook.Vocabulary.Outcome<FileReport>> OrdersAsync(ImportRun run, bool isDry, IProgress<int> progress) => Files.OrdersAsync(run, s_ops, isDry, progress);

    private static string Row(string id, string units, string phone) =>
        string.Create(CultureInfo.InvariantCulture, $"{id},2026-11-23T10:00:00Z,Mona S.,{phone},\"12 Tahrir Street, flat 4\",Cairo,EG,TEA-250,{units},120,cod");

    private async Task<long> CountAsync(string from) => (long)(await tower.Host.Database.AppAsync($"select count(*) from {from}"))!;
}

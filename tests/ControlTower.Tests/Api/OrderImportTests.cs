using System.Text;
using ControlTower.Playbook.Access;

namespace ControlTower.Tests.Api;

/// <summary>A file of orders over HTTP: tried, taken in, mended, sent again.</summary>
public sealed class OrderImportTests(OrderTower tower) : IClassFixture<OrderTower>
{
    private const string Header = "order_ref,ordered_at,customer_name,phone,address1,city,country,sku,qty,unit_price,payment_method";

    [Fact]
    public async Task A_bad_row_says_row_and_column_and_the_others_go_on_and_the_same_file_again_is_no_news()
    {
        var (good, bad) = ($"F-{Guid.NewGuid():N}", $"F-{Guid.NewGuid():N}");
        var file = $"{Header}\n{Row(good, "TEA-250", "1")}\n{Row(good, "CUP-1", "2")}\n{Row(bad, "TEA-250", "many")}\n";

        var tried = await ImportAsync(file, "store=market&dryRun=true");
        Assert.Equal((200, 3, 2, 1, 1), Counts(tried));
        Assert.Equal(0L, await CountAsync($"sales_order where external_id = '{good}'"));

        var done = await ImportAsync(file, "store=market");
        Assert.Equal((200, 3, 2, 1, 1), Counts(done));
        var error = done.Body.GetProperty("results")[1].GetProperty("errors")[0];
        Assert.Equal((4, "qty", "csv.not-whole"), (error.GetProperty("row").GetInt32(), error.GetProperty("column").GetString(), error.GetProperty("code").GetString()));
        Assert.Equal(2L, await CountAsync($"order_line l join sales_order o on o.id = l.order_id where o.external_id = '{good}'"));
        Assert.Equal(1L, await CountAsync($"exception_case x join inbound_message m on m.id::text = x.subject_id where m.external_id = '{bad}' and x.code = 'MESSAGE_UNREADABLE' and x.state = 'open'"));

        var again = await ImportAsync(file, "store=market");
        Assert.Equal((0, 1, 1), (again.Body.GetProperty("accepted").GetInt32(), again.Body.GetProperty("known").GetInt32(), again.Body.GetProperty("refused").GetInt32()));
        Assert.Equal(1L, await CountAsync($"inbound_message where external_id = '{bad}'"));

        var mended = await ImportAsync((await ImportAsync(file, "store=market&format=csv")).Raw.Replace("\"many\"", "\"3\"", StringComparison.Ordinal), "store=market");
        Assert.Equal(1, mended.Body.GetProperty("accepted").GetInt32());
        Assert.Equal(0L, await CountAsync($"exception_case x join inbound_message m on m.id::text = x.subject_id where m.external_id = '{bad}' and x.state <> 'resolved'"));
    }

    [Theory]
    [InlineData("store=nowhere", 404, "intake.store-unknown")]
    [InlineData("", 400, "api.filter-invalid")]
    [InlineData("store=market&dryRun=maybe", 400, "api.filter-invalid")]
    [InlineData("store=market&speed=fast", 400, "api.filter-unknown")]
    public async Task A_file_for_nobody_is_refused(string query, int status, string code) =>
        Assert.Equal((status, code), (await ImportAsync($"{Header}\n{Row("F-0", "TEA-250", "1")}\n", query)) is var answer ? (answer.Status, answer.Code) : default);

    [Fact]
    public async Task A_file_that_is_none_is_refused_whole()
    {
        Assert.Equal((400, "csv.empty"), Of(await ImportAsync("hello", "store=market")));
        Assert.Equal((400, "csv.column-missing"), Of(await ImportAsync("a,b\n1,2\n", "store=market")));
        Assert.Equal((400, "api.file-missing"), Of(await OrderTower.PostAsync(tower.Ops, "orders/import?store=market", new MultipartFormDataContent { { new StringContent("x"), "other" } })));
        var broken = new StringContent("--nothing", Encoding.UTF8) { Headers = { ContentType = new("multipart/form-data") { Parameters = { new("boundary", "here") } } } };
        Assert.Equal(400, (await OrderTower.PostAsync(tower.Ops, "orders/import?store=market", broken)).Status);
        Assert.Equal((413, "csv.too-large"), Of(await ImportAsync(new string('x', 5_300_000), "store=market")));
        Assert.Equal((403, "access.duty"), Of(await ImportAsync($"{Header}\n{Row("F-1", "TEA-250", "1")}\n", "store=market", await tower.Host.AsAsync(Role.CustomerSupport))));
    }

    private static string Row(string id, string sku, string units) => $"{id},2026-11-23T10:00:00Z,Mona S.,01001234567,\"12 Tahrir Street, flat 4\",Cairo,EG,{sku},{units},120,cod";

    private Task<Answer> ImportAsync(string file, string query, HttpClient? by = null) => OrderTower.PostAsync(
        by ?? tower.Ops, $"orders/import?{query}", new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "orders.csv" } });

    private async Task<long> CountAsync(string from) => (long)(await tower.Host.Database.AppAsync($"select count(*) from {from}"))!;

    private static (int, int, int, int, int) Counts(Answer answer) => (
        answer.Status, answer.Body.GetProperty("rows").GetInt32(), answer.Body.GetProperty("orders").GetInt32(), answer.Body.GetProperty("accepted").GetInt32(),
        answer.Body.GetProperty("refused").GetInt32());

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);
}

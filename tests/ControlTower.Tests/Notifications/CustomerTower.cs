using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ControlTower.Data;
using ControlTower.Notifications;
using ControlTower.Notifications.Providers;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Notifications;

/// <summary>A tower that writes to customers, the providers in another process, one warehouse, and a store whose cash on delivery is always asked about.</summary>
public sealed class CustomerTower : IAsyncLifetime
{
    private static int s_phones = 1_000_000;

    private Providers? _providers;
    private TowerHost? _host;

    internal Providers Providers => _providers!;

    public TowerHost Host => _host!;

    public HttpClient Ops { get; private set; } = null!;

    public HttpClient Support { get; private set; } = null!;

    public async ValueTask InitializeAsync() => await StartAsync();

    /// <param name="settings">A later one of a name wins.</param>
    internal static async Task<CustomerTower> WithAsync(params (string Name, string Value)[] settings)
    {
        var tower = new CustomerTower();
        await tower.StartAsync(settings);
        return tower;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Providers.DisposeAsync();
    }

    /// <summary>Places an order of a customer of its own.</summary>
    /// <returns>Its number and the phone in E.164.</returns>
    internal async Task<(string Number, string Phone, Guid Id)> OrderAsync(
        bool isCod = false, string? email = "mona@example.org", string name = "Mona S.", DateTimeOffset? placedAt = null, string? phone = null)
    {
        var own = $"0100{Interlocked.Increment(ref s_phones):0000000}";
        var answer = await OrderTower.PostAsync(Ops, "orders", OrderOf(isCod, email, name, placedAt ?? TimeProvider.System.GetUtcNow(), phone ?? own));
        Assert.True(answer.Status == 201, answer.ToString());
        var number = answer.Text("number");
        var id = (Guid)(await Host.Database.AdminAsync($"select id from sales_order where number = {number.Split('-')[1]}"))!;
        return (number, "+2" + (phone ?? own), id);
    }

    internal static object OrderOf(bool isCod, string? email, string name, DateTimeOffset placedAt, string phone) => new
    {
        store = "chat", externalId = $"M-{Guid.NewGuid():N}", placedAt, customer = new { name, phone, email },
        shipTo = new { name, phone, line1 = $"{phone[^3..]} Tahrir Street, flat 4", city = "Cairo", region = "Cairo", country = "EG" },
        payment = new { method = isCod ? "cod" : "prepaid", paid = !isCod }, lines = new[] { new { sku = "TEA-250", name = "Tea", units = 2, unitPrice = OrderTower.Egp(120) } },
        shipping = OrderTower.Egp(45), total = OrderTower.Egp(285),
    };

    /// <summary>Something happened to an order on a floor that is not part of this test.</summary>
    internal Task HappensAsync(IJournaled entry) => Host.Services.GetRequiredService<CommitGate>().CommitBatchAsync(Actor.Tower, Duty.RunAutomation, work =>
    {
        work.Also(entry);
        return Task.FromResult(1);
    }, default);

    /// <summary>Messages of an order as the database has them: "shipped sms delivered".</summary>
    internal async Task<List<string>> MessagesAsync(Guid order)
    {
        await using var read = Host.Database.Source.CreateCommand("select milestone || ' ' || channel || ' ' || state || coalesce(' ' || reason, '') from message where order_id = $1 order by queued_at, id");
        read.Parameters.Add(new() { Value = order });
        await using var row = await read.ExecuteReaderAsync();
        var messages = new List<string>();
        while (await row.ReadAsync())
        {
            messages.Add(row.GetString(0));
        }

        return messages;
    }

    /// <summary>Waits until the messages of an order are these, in any order.</summary>
    internal async Task ComesToAsync(Guid order, params string[] expected)
    {
        List<string> last = [];
        try
        {
            await Eventually.TrueAsync(async () => (last = await MessagesAsync(order)).Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)));
        }
        catch (Xunit.Sdk.FailException)
        {
            Assert.Equal(expected.Order(StringComparer.Ordinal), last.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>A webhook of WhatsApp's.</summary>
    internal async Task<HttpStatusCode> HearAsync(object value, string secret = Providers.Secret) =>
        await HearAsync(JsonSerializer.SerializeToUtf8Bytes(new { @object = "whatsapp_business_account", entry = new[] { new { id = "1", changes = new[] { new { value, field = "messages" } } } } }), secret);

    internal async Task<HttpStatusCode> HearAsync(byte[] body, string secret = Providers.Secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/intake/whatsapp/{Providers.Account}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        using var answer = await Host.Anonymous().SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>What became of an SMS, told as Twilio tells it.</summary>
    internal async Task<HttpStatusCode> SmsReceiptAsync(string sid, string status, string? code = null)
    {
        var form = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["MessageSid"] = sid, ["MessageStatus"] = status };
        if (code is not null)
        {
            form["ErrorCode"] = code;
        }

        var url = new Uri(Host.Address, "messages/sms/status").AbsoluteUri;
        var signed = Encoding.UTF8.GetBytes(url + string.Concat(form.Select(pair => pair.Key + pair.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
#pragma warning disable CA5350 // Twilio signs so.
        request.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Providers.Secret), signed)));
#pragma warning restore CA5350
        using var answer = await Host.Anonymous().SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The provider of this channel refuses the pick-up message for good.</summary>
    internal async Task RefusedAsync(Guid order, string channel)
    {
        var id = (Guid)(await SqlAsync($"select id from message where order_id = '{order}' and milestone = 'atPickupPoint' and channel = '{channel}'"))!;
        await Host.Services.GetRequiredService<MessageEnds>().RecordAsync(id, new SendEnd.Refused("smtp 550"), isLookUp: false, default);
    }

    /// <summary>A customer presses a button or writes.</summary>
    internal Task<HttpStatusCode> SaysAsync(string phone, object message)
    {
        var said = JsonSerializer.SerializeToNode(message)!.AsObject();
        (said["from"], said["id"]) = (phone.TrimStart('+'), $"wamid.in{Guid.NewGuid():N}");
        said["timestamp"] ??= TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return HearAsync(new { contacts = new[] { new { profile = new { name = "Mona" }, wa_id = phone.TrimStart('+') } }, messages = new[] { said } });
    }

    internal async Task<object?> SqlAsync(string sql) => await Host.Database.AdminAsync(sql);

    private async Task StartAsync(params (string Name, string Value)[] settings)
    {
        _providers = await Providers.StartAsync();
        (string, string)[] stores = [("Stores__chat__Kind", "whatsapp"), ("Stores__chat__Country", "EG"), ("Stores__chat__Currency", "EGP"), ("Stores__chat__CodConfirm", "always")];
        _host = await TowerHost.StartAsync(null, [.. Providers.Settings, .. stores, .. settings]);
        (Ops, Support) = (await Host.AsAsync(Role.OrderOps), await Host.AsAsync(Role.CustomerSupport));
        var admin = Host.Bootstrap();
        await LayAsync(admin);
    }

    internal static async Task LayAsync(HttpClient admin)
    {
        (string Path, object Body)[] company =
        [
            ("warehouses", new { key = "cairo", name = "Cairo", timeZone = "Africa/Cairo", country = "EG", city = "Cairo", regions = (string[])["Cairo"],
                calendar = new { days = (string[])["sun", "mon", "tue", "wed", "thu", "fri", "sat"], opens = "00:00", closes = "23:59" }, cutoffs = Array.Empty<object>() }),
            ("stock/skus", new { sku = "TEA-250", name = "Tea", price = OrderTower.Egp(120), weightGrams = 250 }),
            ("stock/receive", new { warehouse = "cairo", bin = "A-01-1", lines = new[] { new { sku = "TEA-250", units = 5_000 } } }),
        ];
        foreach (var (path, body) in company)
        {
            var answer = await OrderTower.PostAsync(admin, path, body);
            Assert.True(answer.Status is 200 or 201, $"{path}: {answer}");
        }
    }
}

/// <summary>What couriers tell, as the step of the road will write it.</summary>
internal sealed record ParcelMoved(Guid Order, string State) : IJournaled
{
    public string Subject => JournalKeys.Order(Order);

    public IReadOnlyList<string> Keys => [Subject];
}

internal sealed record OrderHandedOver(Guid Order) : IJournaled
{
    public string Subject => JournalKeys.Order(Order);

    public IReadOnlyList<string> Keys => [Subject];
}

using System.Text.Json;
using ControlTower.Notifications;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Notifications;

/// <summary>What customers are told, seen in the books of the providers.</summary>
public sealed partial class MessagesTests(CustomerTower tower) : IClassFixture<CustomerTower>
{
    [Fact]
    public async Task An_order_is_told_when_it_is_received_and_confirmed_and_its_page_says_so()
    {
        var (number, _, id) = await tower.OrderAsync(email: "told@example.org");

        await tower.ComesToAsync(id, "received email sent", "confirmed email sent");
        var mails = (await tower.Providers.LedgerAsync("email")).Where(mail => mail.To == "told@example.org").ToList();
        Assert.Equal([$"We have your order {number}", $"Your order {number} is confirmed"], mails.Select(mail => mail.Subject));
        Assert.Contains("2 × Tea", mails[0].Text, StringComparison.Ordinal);
        Assert.Contains("It leaves us by ", mails[1].Text, StringComparison.Ordinal);
        var order = await OrderTower.GetAsync(tower.Support, $"orders/{number}");
        Assert.Equal(["received email sent", "confirmed email sent"], order.Body.GetProperty("messages").EnumerateArray()
            .Select(one => $"{one.GetProperty("event")} {one.GetProperty("channel")} {one.GetProperty("state")}"));
    }

    [Fact]
    public async Task A_mail_leads_to_the_page_on_which_its_customer_follows_the_order_without_a_login()
    {
        var (number, _, id) = await tower.OrderAsync(email: "follows@example.org");
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent");
        var mails = (await tower.Providers.LedgerAsync("email")).Where(mail => mail.To == "follows@example.org").ToList();
        var links = mails.Select(mail => Link().Match(mail.Text).Value).Distinct();

        using var nobody = new HttpClient();
        Assert.Contains(number, mails[0].Subject!, StringComparison.Ordinal);
        Assert.Contains(number, await nobody.GetStringAsync(new Uri(Assert.Single(links))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cash_on_delivery_is_asked_about_with_buttons_and_the_receipts_are_kept()
    {
        var (number, phone, id) = await tower.OrderAsync(isCod: true);

        await tower.ComesToAsync(id, "received email sent", "codConfirm whatsapp delivered");
        var asked = Assert.Single(await tower.Providers.LedgerAsync("whatsapp"), message => "+" + message.To == phone);
        Assert.Equal([$"cod:confirm:{number}", $"cod:cancel:{number}", $"cod:address:{number}"], asked.Payloads);
        Assert.StartsWith("[order_cod_confirm en] Mona | ", asked.Text, StringComparison.Ordinal);
        Assert.Contains("285.00 EGP", asked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_writes_the_own_name_in_Arabic_is_written_to_in_Arabic()
    {
        var (number, _, id) = await tower.OrderAsync(email: "arabic@example.org", name: "منى س.");
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent");

        var mail = (await tower.Providers.LedgerAsync("email")).First(mail => mail.To == "arabic@example.org");
        Assert.Equal($"استلمنا طلبك {number}", mail.Subject);
        Assert.StartsWith("مرحبًا منى،", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_for_each_order_event_and_channel_however_often_it_is_told_and_read()
    {
        var (_, phone, id) = await tower.OrderAsync(email: "once@example.org");
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent");
        var (tell, send) = (tower.Host.Services.GetRequiredService<TellCustomers>(), tower.Host.Services.GetRequiredService<SendMessages>());

        await tower.HappensAsync(new OrderHandedOver(id));
        await tower.HappensAsync(new ParcelMoved(id, "accepted"));
        await tower.HappensAsync(new ParcelMoved(id, "inTransit"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await tell.HandleAsync(default);
            await send.HandleAsync(default);
        }));

        await tower.ComesToAsync(id, "received email sent", "confirmed email sent", "shipped email sent", "shipped sms delivered");
        var taken = (await tower.Providers.LedgerAsync()).Where(one => one.To == "once@example.org" || one.To == phone).ToList();
        Assert.Equal(4, taken.Count);
        Assert.Equal(3, taken.Where(one => one.Provider == "email").Select(one => one.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_is_old_when_it_comes_in_is_told_to_nobody()
    {
        var (_, _, id) = await tower.OrderAsync(placedAt: TimeProvider.System.GetUtcNow().AddDays(-3));
        await tower.HappensAsync(new OrderHandedOver(id)); // what happens now is news, whatever the order's age

        await tower.ComesToAsync(id, "shipped email sent", "shipped sms delivered");
    }

    [Fact]
    public async Task Without_a_mail_address_the_same_news_goes_by_phone()
    {
        var (_, _, id) = await tower.OrderAsync(email: null);
        await tower.ComesToAsync(id, "received whatsapp delivered", "confirmed whatsapp delivered");
    }

    [Fact]
    public async Task The_same_attempt_at_the_door_is_told_once_by_both_channels()
    {
        var (_, _, id) = await tower.OrderAsync();
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent");

        await tower.HappensAsync(new ParcelMoved(id, "attemptFailed"));
        await tower.HappensAsync(new ParcelMoved(id, "attemptFailed")); // the second parcel of the same order

        await tower.ComesToAsync(id, "received email sent", "confirmed email sent", "attemptFailed whatsapp delivered", "attemptFailed sms delivered");
    }

    [Fact]
    public async Task A_cancelled_order_is_told_once_and_what_still_waited_about_it_is_not_sent()
    {
        var (number, _, id) = await tower.OrderAsync(email: "gone@example.org");
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent");
        var cancelled = await OrderTower.PostAsync(tower.Ops, $"orders/{number}/cancel", new { why = "the customer called" });
        Assert.Equal(200, cancelled.Status);

        await tower.ComesToAsync(id, "received email sent", "confirmed email sent", "cancelled email sent");
        await tower.HappensAsync(new ParcelMoved(id, "outForDelivery"));
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent", "cancelled email sent", "outForDelivery whatsapp suppressed overtaken");
    }

    [Fact]
    public async Task The_journal_tells_it_and_no_entry_holds_an_address()
    {
        var (number, phone, id) = await tower.OrderAsync(email: "quiet@example.org");
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent");
        await Eventually.TrueAsync(async () =>
        {
            var timeline = (await OrderTower.GetAsync(tower.Support, $"orders/{number}/timeline")).Body.GetProperty("items");
            return timeline.EnumerateArray().Count(entry => entry.GetProperty("text").GetString()!.StartsWith("Told the customer by e-mail: order", StringComparison.Ordinal)) == 2;
        });

        Assert.Equal(0L, await tower.SqlAsync($"select count(*) from journal where (old::text || new::text) like '%quiet@example.org%' or new::text like '%{phone[3..]}%'"));
        Assert.Equal(JsonValueKind.Array, (await OrderTower.GetAsync(tower.Support, $"orders/{number}")).Body.GetProperty("messages").ValueKind);
    }

    [System.Text.RegularExpressions.GeneratedRegex("http://[^ ]+/track/[A-Za-z0-9_-]{22}")]
    private static partial System.Text.RegularExpressions.Regex Link();
}

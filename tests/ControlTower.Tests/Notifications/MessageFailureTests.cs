using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Notifications;

/// <summary>Providers that fail, customers who cannot be reached, nights.</summary>
public sealed class MessageFailureTests(CustomerTower tower) : IClassFixture<CustomerTower>
{
    [Fact]
    public async Task When_one_channel_fails_the_next_one_tells_it_and_when_none_is_left_it_is_somebodys_case()
    {
        var (number, _, id) = await tower.OrderAsync(isCod: true, email: "fails@example.org");
        await tower.ComesToAsync(id, "received email sent", "codConfirm whatsapp delivered");
        await tower.HappensAsync(new ParcelMoved(id, "atPickupPoint")); // by SMS, else WhatsApp, else mail
        await tower.ComesToAsync(id, "received email sent", "codConfirm whatsapp delivered", "atPickupPoint sms delivered");
        await FailAsync(id, "sms"); // a receipt that comes after "delivered" is old news
        await tower.ComesToAsync(id, "received email sent", "codConfirm whatsapp delivered", "atPickupPoint sms delivered");

        await tower.SqlAsync($"update message set state = 'sent', delivered_at = null where order_id = '{id}' and milestone = 'atPickupPoint'");
        await FailAsync(id, "sms");
        await Eventually.TrueAsync(async () => (await tower.MessagesAsync(id)).Contains("atPickupPoint whatsapp delivered"));
        await tower.SqlAsync($"update message set state = 'sent', delivered_at = null where order_id = '{id}' and milestone = 'atPickupPoint' and channel = 'whatsapp'");
        await FailAsync(id, "whatsapp");
        await Eventually.TrueAsync(async () => (await tower.MessagesAsync(id)).Contains("atPickupPoint email sent"));
        Assert.Equal(0L, await CasesAsync(id));

        await tower.SqlAsync($"update message set state = 'queued', sent_at = null, not_before = now() + interval '1 hour' where order_id = '{id}' and milestone = 'atPickupPoint' and channel = 'email'");
        await tower.RefusedAsync(id, "email");
        Assert.Equal(1L, await CasesAsync(id));

        var one = await OrderTower.GetAsync(tower.Support, $"exceptions?order={number}&code=MESSAGE_FAILED");
        var row = one.Body.GetProperty("items")[0];
        Assert.Equal("sms, whatsapp, email", row.GetProperty("evidence").GetProperty("channels").GetString());
        var solved = await OrderTower.PostAsync(tower.Support, $"exceptions/{row.GetProperty("id").GetString()}/resolve", new { action = "otherChannel", values = new { channel = "sms" } });
        Assert.Equal(200, solved.Status);
        await Eventually.TrueAsync(async () => (await tower.MessagesAsync(id)).Contains("atPickupPoint sms delivered"));
        Assert.Equal(0L, await CasesAsync(id));
    }

    [Fact]
    public async Task A_provider_that_is_away_is_asked_again_and_then_has_it_once()
    {
        await tower.Providers.BreakDownAsync();
        var (_, _, id) = await tower.OrderAsync(email: "away@example.org");
        await Eventually.TrueAsync(async () => await tower.SqlAsync($"select count(*) from message where order_id = '{id}' and state = 'queued' and attempts > 0") is 2L);
        Assert.DoesNotContain(await tower.Providers.LedgerAsync(), mail => mail.To == "away@example.org");

        await tower.Providers.MendAsync();
        await tower.SqlAsync($"update message set not_before = now() where order_id = '{id}'");
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent");
        Assert.Equal(2, (await tower.Providers.LedgerAsync()).Count(mail => mail.To == "away@example.org"));
    }

    [Fact]
    public async Task By_night_only_what_cannot_wait_is_told_and_the_rest_in_the_morning()
    {
        var cairo = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo")).DateTime);
        await using var night = await CustomerTower.WithAsync(("Tower__QuietHours", $"{cairo.AddHours(-2):HH:mm}-{cairo.AddHours(2):HH:mm}"));
        var (_, _, id) = await night.OrderAsync(email: "night@example.org");

        await night.ComesToAsync(id, "received email sent", "confirmed email queued");
        var wait = (double)(await night.SqlAsync($"select extract(epoch from not_before - now())::float8 from message where order_id = '{id}' and milestone = 'confirmed'"))!;
        Assert.InRange(wait, 3_500, 7_260);
    }

    [Fact]
    public async Task What_waited_too_long_is_not_told_any_more()
    {
        var (_, _, id) = await tower.OrderAsync(email: "late@example.org");
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent");
        await tower.SqlAsync($"update message set state = 'queued', sent_at = null, expires_at = now() - interval '1 minute', not_before = now() where order_id = '{id}' and milestone = 'confirmed'");

        await tower.ComesToAsync(id, "received email sent", "confirmed email suppressed late");
    }

    /// <summary>A signed receipt by the channel's own door.</summary>
    private async Task FailAsync(Guid order, string channel)
    {
        var provider = (string)(await tower.SqlAsync($"select provider_id from message where order_id = '{order}' and milestone = 'atPickupPoint' and channel = '{channel}'"))!;
        if (channel == "whatsapp")
        {
            Assert.Equal(System.Net.HttpStatusCode.OK, await tower.HearAsync(new { statuses = new[] { new { id = provider, status = "failed", timestamp = "1774733400", errors = new[] { new { code = 131026 } } } } }));
        }
        else
        {
            Assert.Equal(System.Net.HttpStatusCode.NoContent, await tower.SmsReceiptAsync(provider, "undelivered", "30003"));
        }
    }

    private async Task<long> CasesAsync(Guid order) =>
        (long)(await tower.SqlAsync($"select count(*) from exception_case where order_id = '{order}' and code = 'MESSAGE_FAILED' and state <> 'resolved'"))!;
}

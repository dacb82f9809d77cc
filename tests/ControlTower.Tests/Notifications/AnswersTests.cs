using System.Net;
using ControlTower.Notifications.Inbound;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Intake.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Notifications;

/// <summary>What customers press and write by WhatsApp, and what is answered.</summary>
public sealed class AnswersTests(CustomerTower tower) : IClassFixture<CustomerTower>
{
    public static TheoryData<string> Known => [.. FixtureTable.All.Where(row => row.Door == FixtureDoor.WhatsApp).Select(row => row.File)];

    [Theory]
    [InlineData("confirm", "codConfirmed", "")]
    [InlineData("cancel", "codUnconfirmed", "")]
    [InlineData("address", "codUnconfirmed", "ADDR_INVALID,COD_UNCONFIRMED")]
    public async Task A_button_does_what_it_says(string wish, string payment, string cases)
    {
        var (number, phone, id) = await AskedAsync();
        Assert.Equal(HttpStatusCode.OK, await PressAsync(phone, $"cod:{wish}:{number}"));

        await Eventually.TrueAsync(async () => await StandingAsync(id) == $"{payment} {cases} {wish == "cancel"}");
        var isWaiting = await tower.SqlAsync($"select unanswered_since is not null from conversation where phone = '{phone}'");
        Assert.Equal(wish == "address", isWaiting); // the new address comes in words
    }

    [Fact]
    public async Task Of_a_reply_button_and_of_a_template_button_the_same_comes()
    {
        var (number, phone, id) = await AskedAsync();
        await tower.SaysAsync(phone, new { type = "interactive", interactive = new { type = "button_reply", button_reply = new { id = $"cod:confirm:{number}", title = "Confirm" } } });
        await Eventually.TrueAsync(async () => await StandingAsync(id) == "codConfirmed  False");
    }

    [Fact]
    public async Task Whose_order_it_is_not_confirms_nothing()
    {
        var (number, _, id) = await AskedAsync();
        const string other = "+201099999990";
        await PressAsync(other, $"cod:confirm:{number}");

        await Eventually.TrueAsync(async () => await tower.SqlAsync($"select count(*) from conversation where phone = '{other}' and unanswered_since is not null") is 1L);
        Assert.Equal("codUnconfirmed COD_UNCONFIRMED False", await StandingAsync(id));
    }

    [Fact]
    public async Task The_wish_for_another_address_ends_when_it_is_there()
    {
        var (number, phone, id) = await AskedAsync();
        await PressAsync(phone, $"cod:address:{number}");
        await Eventually.TrueAsync(async () => (await StandingAsync(id)).Contains("ADDR_INVALID", StringComparison.Ordinal));
        var one = await tower.SqlAsync($"select id from exception_case where order_id = '{id}' and code = 'ADDR_INVALID' and state <> 'resolved'");

        var solved = await OrderTower.PostAsync(tower.Ops, $"exceptions/{one}/resolve", new { action = "completeAddress", values = new { line1 = "7 Road 9, flat 3", city = "Maadi" } });

        Assert.Equal(200, solved.Status);
        await Eventually.TrueAsync(async () => await StandingAsync(id) == "codUnconfirmed COD_UNCONFIRMED False");
        Assert.Equal(0L, await tower.SqlAsync($"select count(*) from hold where order_id = '{id}' and type = 'address' and released_at is null"));
    }

    [Fact]
    public async Task Words_land_on_the_timeline_and_in_the_list_until_they_are_answered_within_their_24_hours()
    {
        var (number, phone, id) = await AskedAsync();
        await tower.SaysAsync(phone, new { type = "text", text = new { body = "هل يصل اليوم؟ 😀" } });
        await tower.SaysAsync(phone, new { type = "location", location = new { latitude = 30.05, longitude = 31.24, name = "Home" } });

        var board = tower.Host.Services.GetRequiredService<ConversationBoard>();
        await Eventually.TrueAsync(() => Task.FromResult(board.View.Rows.Any(row => row.Phone == phone && row.UnansweredSince is not null && row.Number == number && row.LastKind == "location")));
        var timeline = await OrderTower.GetAsync(tower.Support, $"orders/{number}/timeline");
        Assert.Contains(timeline.Body.GetProperty("items").EnumerateArray(), entry => entry.GetProperty("text").GetString() == "The customer sent a message");

        var answer = await OrderTower.PostAsync(tower.Support, $"orders/{number}/message", new { channel = "whatsapp", text = "Yes, by six o'clock." });
        Assert.True(answer.Status == 200, answer.ToString());
        await Eventually.TrueAsync(async () => (await tower.Providers.LedgerAsync("whatsapp")).Count(message => "+" + message.To == phone && message.Text == "Yes, by six o'clock.") == 1);
        await Eventually.TrueAsync(() => Task.FromResult(board.View.Rows.Any(row => row.Phone == phone && row.UnansweredSince is null)));
        var said = await tower.Host.Services.GetRequiredService<ConversationReader>().ReadAsync(board.View.Rows.Single(row => row.Phone == phone).Id, default);
        Assert.Equal([null, null, "Customer Support", "Mona S."], said.Select(one => one.By).Select(by => by == "tower" ? "Mona S." : by is null ? null : "Customer Support").Order()); // the provider tells whole seconds
    }

    [Fact]
    public async Task After_24_hours_only_a_template_goes_and_the_refusal_says_so()
    {
        var (number, phone, _) = await AskedAsync();
        await tower.SaysAsync(phone, new { type = "text", text = new { body = "Hello" }, timestamp = TimeProvider.System.GetUtcNow().AddHours(-25).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture) });
        await Eventually.TrueAsync(async () => await tower.SqlAsync($"select count(*) from conversation where phone = '{phone}' and last_in_at is not null") is 1L);

        var late = await OrderTower.PostAsync(tower.Support, $"orders/{number}/message", new { channel = "whatsapp", text = "Hello again" });
        Assert.Equal((409, "messages.window-closed"), (late.Status, late.Code));
        var template = await OrderTower.PostAsync(tower.Support, $"orders/{number}/message", new { channel = "whatsapp", template = "delayed" });
        Assert.True(template.Status == 200, template.ToString());
    }

    [Fact]
    public async Task Who_wishes_no_messages_gets_none_by_phone_and_still_has_mail()
    {
        var (_, phone, id) = await AskedAsync();
        await tower.SaysAsync(phone, new { type = "text", text = new { body = "STOP" } });
        await Eventually.TrueAsync(async () => await tower.SqlAsync($"select count(*) from contact_opt_out where address = '{phone}'") is 1L);

        await tower.HappensAsync(new OrderHandedOver(id));
        await tower.HappensAsync(new ParcelMoved(id, "outForDelivery"));

        await tower.ComesToAsync(id, "received email sent", "codConfirm whatsapp delivered", "shipped email sent", "outForDelivery whatsapp suppressed optedOut");
    }

    [Theory, MemberData(nameof(Known))]
    public async Task Whatever_WhatsApp_is_known_to_send_is_taken_and_becomes_something(string file)
    {
        Assert.Equal(HttpStatusCode.OK, await tower.HearAsync(Fixtures.Bytes(file)));
        Assert.Equal(HttpStatusCode.OK, await tower.HearAsync(Fixtures.Bytes(file))); // twice, as it comes
        await Eventually.TrueAsync(async () => await tower.SqlAsync("select count(*) from inbound_message where state = 'stored'") is 0L);
        Assert.Equal(0L, await tower.SqlAsync("select count(*) from inbound_message where state = 'failed' and store = '" + Providers.Account + "' and reason like '%taken in%'"));
    }

    [Fact]
    public async Task What_nobody_can_read_becomes_a_case_and_keeps_its_body()
    {
        Assert.Equal(HttpStatusCode.OK, await tower.HearAsync("{\"object\":\"whatsapp_business_account\",\"entry\":"u8.ToArray()));
        await Eventually.TrueAsync(async () => await tower.SqlAsync("select count(*) from exception_case c join inbound_message m on c.subject_id = m.id::text where c.code = 'MESSAGE_UNREADABLE' and m.door = 'whatsapp' and m.state = 'failed'") is 1L);
    }

    [Fact]
    public async Task The_door_knows_its_sender()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await tower.HearAsync("{}"u8.ToArray(), "another secret"));
        var visitor = tower.Host.Anonymous();
        var root = $"/intake/whatsapp/{Providers.Account}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";
        Assert.Equal("1158201444", await visitor.GetStringAsync(root + "verify-me"));
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(root + "guess")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/intake/whatsapp/123?hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=1")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await tower.SmsReceiptAsync("SMnobody", "delivered"));
        using var unsigned = await visitor.PostAsync("/messages/sms/status", new FormUrlEncodedContent([new("MessageSid", "SM1"), new("MessageStatus", "delivered")]));
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
    }

    [Fact]
    public async Task Asking_the_customer_about_a_case_really_asks_them()
    {
        var (number, phone, id) = await tower.OrderAsync(email: "asked@example.org", isCod: true);
        await tower.ComesToAsync(id, "received email sent", "codConfirm whatsapp delivered");
        await PressAsync(phone, $"cod:address:{number}");
        await Eventually.TrueAsync(async () => (await StandingAsync(id)).Contains("ADDR_INVALID", StringComparison.Ordinal));
        var one = await tower.SqlAsync($"select id from exception_case where order_id = '{id}' and code = 'ADDR_INVALID' and state <> 'resolved'");

        var asked = await OrderTower.PostAsync(tower.Ops, $"exceptions/{one}/resolve", new { action = "askCustomer" });

        Assert.True(asked.Status == 200, asked.ToString());
        await tower.ComesToAsync(id, "received email sent", "codConfirm whatsapp delivered", "question whatsapp delivered", "question email sent");
        Assert.Contains(await tower.Providers.LedgerAsync("email"), mail => mail.To == "asked@example.org" && mail.Text.Contains("your full address, with street, building and a landmark", StringComparison.Ordinal));
    }

    private async Task<(string Number, string Phone, Guid Id)> AskedAsync()
    {
        var asked = await tower.OrderAsync(isCod: true);
        await tower.ComesToAsync(asked.Id, "received email sent", "codConfirm whatsapp delivered");
        return asked;
    }

    private Task<HttpStatusCode> PressAsync(string phone, string payload) => tower.SaysAsync(phone, new { type = "button", button = new { payload, text = "pressed" } });

    private async Task<string> StandingAsync(Guid order) => (string)(await tower.SqlAsync($"""
        select concat_ws(' ', o.payment, coalesce((select string_agg(code, ',' order by code) from exception_case c where c.order_id = o.id and c.state <> 'resolved'), ''),
            case when o.cancelled_at is null then 'False' else 'True' end) from sales_order o where o.id = '{order}' and o.next_step = 'settled'
        """) ?? "")!;
}

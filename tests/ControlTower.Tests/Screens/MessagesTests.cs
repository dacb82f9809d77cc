using Bunit;
using ControlTower.Intake;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens;
using ControlTower.Screens.OrderOps;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ControlTower.Tests.Screens;

public sealed class MessagesTests : BunitContext
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 32, 0, TimeSpan.Zero);
    private static readonly Actor s_ops = new(Guid.CreateVersion7(), "Order Ops", [Role.OrderOps]);

    private readonly List<(string Act, Guid Command, string? Why)> _done = [];

    public MessagesTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(s_now)).AddSingleton<ICurrentPlace, EveryPlace>().AddScoped<Toasts>()
            .AddSingleton(new TowerWords(new WordBook(), Languages.English));
    }

    [Fact]
    public void A_message_says_what_became_of_it_the_order_or_why_not()
    {
        var rows = Render<MessageRows>(part => part.Add(one => one.HrefOf, id => $"/m/{id}").Add(one => one.Rows,
            [Message(InboundState.Read) with { Number = "CT-7" }, Message(InboundState.Failed) with { Reason = "no id", Body = null }])).FindAll("tbody tr");

        Assert.Equal("/orders/CT-7", rows[0].QuerySelector("a[href^='/orders/']")!.GetAttribute("href"));
        Assert.Contains("no id", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Not readable", rows[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_and_body_are_shown_with_their_lines_and_the_way_to_its_case()
    {
        var message = Message(InboundState.Failed) with { Case = Guid.CreateVersion7() };
        var pane = Pane(message, s_ops);
        Assert.Equal(2, pane.FindAll("pre").Count);
        Assert.Contains("\"phone\": \"01001234567\"", pane.FindAll("pre")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal($"/exceptions?case={message.Case}", pane.Find("a[href^='/exceptions']").GetAttribute("href"));
    }

    [Fact]
    public void Who_may_not_see_personal_data_does_not_see_the_body_and_who_may_not_replay_has_no_button()
    {
        var pane = Pane(Message(InboundState.Failed), s_ops with { Roles = [Role.Picker] });
        Assert.DoesNotContain("01001234567", pane.Markup, StringComparison.Ordinal);
        Assert.Empty(pane.FindAll("button"));
    }

    [Fact]
    public void It_is_read_again_under_one_command_and_discarded_only_with_why()
    {
        var pane = Pane(Message(InboundState.Failed), s_ops);
        Button(pane, "Read again").Click();
        Button(pane, "Discard").Click();
        Assert.Equal(["replay"], _done.Select(one => one.Act));

        pane.Find("dialog textarea").Change("a test of the shop");
        pane.Find("dialog .ct-btn-risky").Click();
        Assert.Equal(("discard", "a test of the shop"), (_done[1].Act, _done[1].Why));
    }

    [Fact]
    public void A_message_that_waits_to_be_read_is_not_read_again_and_a_discarded_one_not_discarded()
    {
        Assert.True(Button(Pane(Message(InboundState.Stored), s_ops), "Read again").HasAttribute("disabled"));
        Assert.DoesNotContain(Pane(Message(InboundState.Ignored), s_ops).FindAll("button"), button => button.TextContent == "Discard");
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<MessagePane> pane, string word) => pane.FindAll(".ct-pane-acts button").Single(one => one.TextContent == word);

    private IRenderedComponent<MessagePane> Pane(ShelvedMessage message, Actor who) => Render<MessagePane>(part => part
        .Add(one => one.Message, message).Add(one => one.Who, who).Add(one => one.Close, "/m")
        .Add(one => one.Replay, command => { _done.Add(("replay", command, null)); return Task.FromResult<Refusal?>(null); })
        .Add(one => one.Discard, (command, why) => { _done.Add(("discard", command, why)); return Task.FromResult<Refusal?>(null); }));

    private static ShelvedMessage Message(InboundState state) => new(
        Guid.CreateVersion7(), "shop-eg", "webhook", "order.created", "7", s_now, state, null, 1, """{"X-WC-Webhook-Topic":"order.created"}""", """{"phone":"01001234567"}""", null, null);
}

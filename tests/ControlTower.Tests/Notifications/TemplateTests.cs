using ControlTower.Notifications.Templates;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Notifications;

/// <summary>The texts for customers: what travels with the program, and what may be published.</summary>
public sealed class TemplateTests(CustomerTower tower) : IClassFixture<CustomerTower>
{
    private static readonly string[] s_languages = ["en", "ar"];
    private static readonly Actor s_manager = new(Guid.CreateVersion7(), "Ops Manager", [Role.OpsManager]);

    public static TheoryData<string, MessageOccasion> Brought =>
        [.. s_languages.SelectMany(_ => MessagePlan.Told, (language, occasion) => new TheoryDataRow<string, MessageOccasion>(language, occasion))];

    [Theory, MemberData(nameof(Brought))]
    public void Every_text_that_travels_with_the_program_could_be_published(string language, MessageOccasion occasion)
    {
        var seed = BringTemplates.Brought(language)[occasion];
        foreach (var channel in MessagePlan.ChannelsOf(occasion))
        {
            Assert.Null(TemplateText.Fault(occasion, channel, channel == MessageChannel.Email ? seed.Subject : null, channel == MessageChannel.Email ? seed.Mail : seed.Short));
        }
    }

    [Fact]
    public void A_name_without_a_value_stops_the_text_and_markup_is_left_as_it_is()
    {
        var values = new Dictionary<string, string> { ["name"] = "Tom & \"Co\" <x>", ["link"] = "" };
        Assert.Equal("Tom & \"Co\" <x>.", TemplateText.Fill("{{name}}.{{#if link}} at {{link}}{{/if}}", values));
        Assert.Throws<TextFaultException>(() => TemplateText.Fill("{{nobody}}", values));
    }

    [Theory]
    [InlineData("Hello {{nmae}}", "There is no value called nmae here.")]
    [InlineData("Hello {{name", "cannot be read")]
    [InlineData("{{#if link}}Hello", "cannot be read")]
    [InlineData("{{cause}}", "There is no value called cause here.")] // of a cancellation, and this is none
    [InlineData("  ", "Write a text.")]
    public async Task What_cannot_be_filled_is_not_published(string body, string why)
    {
        var outcome = await PublishAsync(MessageChannel.Sms, "en", null, body);
        Assert.False(outcome.Decided(out _, out var refused));
        Assert.Equal("messages.template-invalid", refused.Code);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_version_is_what_the_next_customer_reads_and_the_old_one_is_kept()
    {
        var outcome = await PublishAsync(MessageChannel.Email, "en", "Here: {{number}}", "New words for {{name}}.");
        Assert.True(outcome.Decided(out var published, out _));
        Assert.Equal(2, published.Event.Version);

        var (number, _, id) = await tower.OrderAsync(email: "version@example.org");
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent");
        await tower.HappensAsync(new OrderHandedOver(id));
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent", "shipped email sent", "shipped sms delivered");

        var mail = (await tower.Providers.LedgerAsync("email")).Single(mail => mail.To == "version@example.org" && mail.Subject == $"Here: {number}");
        Assert.Equal("New words for Mona.", mail.Text);
        var versions = await tower.Host.Services.GetRequiredService<TemplateBook>().VersionsAsync(MessageOccasion.Shipped, MessageChannel.Email, "en", default);
        Assert.Equal([2, 1], versions.Select(version => version.Version));
    }

    [Fact]
    public async Task An_occasion_is_off_until_it_is_switched_on()
    {
        var (_, _, id) = await tower.OrderAsync();
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent");
        await tower.HappensAsync(new GroupPacked(id));
        await Eventually.TrueAsync(async () => await tower.SqlAsync("select count(*) from message_cursor c where position >= (select max(pos) from journal_position)") is 1L);
        Assert.Equal(2, (await tower.MessagesAsync(id)).Count);

        await tower.Host.Services.GetRequiredService<SwitchOccasionHandler>().HandleAsync(new(Guid.NewGuid(), s_manager, MessageOccasion.Packed, true), default);
        await tower.HappensAsync(new GroupPacked(id));
        await tower.ComesToAsync(id, "received email sent", "confirmed email sent", "packed email sent");
    }

    [Fact]
    public async Task A_text_is_shown_with_a_real_order_before_it_is_published()
    {
        var (number, _, _) = await tower.OrderAsync(name: "منى س.");
        var preview = tower.Host.Services.GetRequiredService<TemplatePreview>();

        Assert.True((await preview.ReadAsync(MessageOccasion.Shipped, number, "ar", "{{number}}", "مرحبًا {{name}}", default)).Decided(out var shown, out _));
        Assert.Equal((number, "مرحبًا منى"), (shown.Number, shown.Body));
        Assert.False((await preview.ReadAsync(MessageOccasion.Shipped, "CT-1", "en", null, "x", default)).Decided(out _, out var refused));
        Assert.Equal("orders.unknown", refused.Code);
    }

    private Task<Outcome<ControlTower.Data.Committed<TemplatePublished>>> PublishAsync(MessageChannel channel, string language, string? subject, string body) =>
        tower.Host.Services.GetRequiredService<PublishTemplateHandler>().HandleAsync(new(Guid.NewGuid(), s_manager, MessageOccasion.Shipped, channel, language, subject, null, body), default);
}

/// <summary>What the bench tells, as the step of packing writes it.</summary>
internal sealed record GroupPacked(Guid Order) : IJournaled
{
    public string Subject => JournalKeys.Order(Order);

    public IReadOnlyList<string> Keys => [Subject];
}

using ControlTower.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ControlTower.Tests.Settings;

public sealed class SettingsCheckTests
{
    [Fact]
    public void No_setting_at_all_is_right() => Assert.Empty(Complaints());

    [Fact]
    public void Every_setting_with_a_right_value_is_right() =>
        Assert.Empty(Complaints(
            ("Tower:Urls", "http://*:8080;http://localhost:5080"), ("Tower:QuietHours", "none"), ("Tower:Migrate", "False"), ("Tower:OrderPrefix", "CAI"),
            ("Tower:BootstrapApiKey", new string('k', 32)), ("Stores:site-eg:Kind", "woocommerce"), ("Stores:site-eg:Secret", "s"),
            ("Stores:site-eg:BaseUrl", "http://127.0.0.1:5091"), ("Stores:site-eg:CodConfirm", "doubtful"), ("Stores:pos-cairo:Kind", "pos"),
            ("Couriers:bosta:Kind", "bosta"), ("Messages:whatsapp:PhoneNumberId", "106"), ("Smtp:Tls", "starttls"),
            ("Printers:bench-1:Host", "10.0.0.9"), ("Rules:HighValueAbove", "350.50"), ("SomethingElse:Key", "not ours")));

    [Theory]
    [InlineData("Tower:Urll", "x", "Tower__Urll is no setting of the tower; Tower__Urls is: correct or remove it.")]
    [InlineData("Tower:Colour", "x", "Tower__Colour is no setting of the tower: correct or remove it.")]
    [InlineData("Tower:Migrate", "yes", "Tower__Migrate is not right: give it true or false, or remove it.")]
    [InlineData("Tower:BootstrapApiKey", "short", "Tower__BootstrapApiKey is not right: give it 32 characters or more, or remove it.")]
    [InlineData("Tower:QuietHours", "22-8", "Tower__QuietHours is not right: give it hours like 22:00-08:00, or none, or remove it.")]
    [InlineData("Tower:PublicUrl", "tower.example.com", "Tower__PublicUrl is not right: give it the address of a host, like https://shop.example.com, or remove it.")]
    [InlineData("Smtp:Port", "70000", "Smtp__Port is not right: give it a whole number from 1 to 65535, or remove it.")]
    [InlineData("Rules:AddressScoreMin", "101", "Rules__AddressScoreMin is not right: give it a whole number from 0 to 100, or remove it.")]
    [InlineData("Rules:HighValueAbove", "-1", "Rules__HighValueAbove is not right: give it an amount of money like 350.50, 0 or more, or remove it.")]
    [InlineData("Messages:pigeon:From", "x", "Messages__pigeon__From is no setting of the tower: correct or remove it.")]
    [InlineData("ConnectionStrings:Towr", "x", "ConnectionStrings__Towr is no setting of the tower; ConnectionStrings__Tower is: correct or remove it.")]
    [InlineData("ConnectionStrings:TowerOwner", "Host=x", "ConnectionStrings__TowerOwner is set without ConnectionStrings__Tower: set both, or none for the embedded database.")]
    [InlineData("Printers:one:Port", "9100", "Printers__one__Host is missing: say the printer's address.")]
    public void A_wrong_or_unknown_setting_is_named_with_what_to_do(string key, string value, string complaint) =>
        Assert.Equal(complaint, Assert.Single(Complaints((key, value))));

    [Fact]
    public void A_store_needs_a_kind_and_a_shop_its_secret() =>
        Assert.Equal(
            ["Stores__a__Kind is missing: say what it is, for example woocommerce.", "Stores__b__Secret is missing: the shop signs its webhooks with it, and without it none is taken."],
            Complaints(("Stores:a:Country", "EG"), ("Stores:b:Kind", "shopify")));

    [Fact]
    public void A_kind_that_does_not_exist_is_answered_with_those_that_do() =>
        Assert.Equal(
            "Stores__a__Kind is not right: give it one of: woocommerce, shopify, amazon, marketplace, pos, whatsapp, manual, or remove it.",
            Assert.Single(Complaints(("Stores:a:Kind", "magento"))));

    [Fact]
    public void The_demo_does_not_run_on_a_given_database() =>
        Assert.StartsWith("Tower__Demo is true together with ConnectionStrings__Tower", Assert.Single(Complaints(("Tower:Demo", "true"), ("ConnectionStrings:Tower", "Host=x"))), StringComparison.Ordinal);

    [Fact]
    public void All_complaints_come_at_once_and_none_shows_a_value()
    {
        var refused = Assert.Throws<StartRefusedException>(() => SettingsCheck.ThrowIfWrong(Configuration(("Tower:Migrate", "hunter2"), ("Smtp:Port", "hunter2"))));

        Assert.Equal(2, refused.Message.Split(Environment.NewLine).Length);
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_set_reaches_the_options_and_the_rest_has_its_defaults()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Configuration.AddInMemoryCollection(Pairs(("Stores:site-eg:Kind", "woocommerce"), ("Stores:site-eg:Secret", "s"), ("Messages:sms:From", "+2"), ("Rules:PhoneCancelsMax", "7"), ("Smtp:Tls", "tls")));
        builder.AddTowerSettings();
        using var services = builder.Services.BuildServiceProvider();

        var store = services.GetRequiredService<IOptions<StoresOptions>>().Value["SITE-EG"];
        Assert.Equal((Playbook.Vocabulary.Channel.Woocommerce, "s", 300), (store.Kind, store.Secret, store.SweepSeconds));
        Assert.Equal("+2", services.GetRequiredService<IOptions<MessagesOptions>>().Value.Sms.From);
        Assert.Equal((7, 60), (services.GetRequiredService<IOptions<RulesOptions>>().Value.PhoneCancelsMax, services.GetRequiredService<IOptions<RulesOptions>>().Value.UnpaidHoldMinutes));
        Assert.Equal((SmtpTls.Tls, 587), (services.GetRequiredService<IOptions<SmtpOptions>>().Value.Tls, services.GetRequiredService<IOptions<SmtpOptions>>().Value.Port));
        Assert.Equal(("CT", true), (services.GetRequiredService<IOptions<TowerOptions>>().Value.OrderPrefix, services.GetRequiredService<IOptions<TowerOptions>>().Value.Migrate));
    }

    [Theory]
    [InlineData("22:00-08:00", "23:30", true)]
    [InlineData("22:00-08:00", "07:59", true)]
    [InlineData("22:00-08:00", "08:00", false)]
    [InlineData("13:00-15:00", "12:59", false)]
    public void Quiet_hours_may_go_over_midnight(string hours, string at, bool isQuiet)
    {
        Assert.True(QuietHours.TryRead(hours, out var quiet));
        Assert.Equal(isQuiet, quiet!.Holds(TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static IReadOnlyList<string> Complaints(params (string Key, string Value)[] settings) => SettingsCheck.Complaints(Configuration(settings));

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) => new ConfigurationBuilder().AddInMemoryCollection(Pairs(settings)).Build();

    private static Dictionary<string, string?> Pairs(params (string Key, string Value)[] settings) => settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
}

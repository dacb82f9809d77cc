using System.Text.RegularExpressions;
using ControlTower.Settings;
using Microsoft.Extensions.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ControlTower.Tests.Settings;

/// <summary>The compose file, read as it stands: what it sets exists, what it opens and asks after is there.</summary>
public sealed partial class ComposeTests
{
    /// <summary>The settings as the outside knows them. To change one is to break somebody's deployment: say so in the commit.</summary>
    private static readonly string[] s_published =
    [
        "ConnectionStrings__Tower", "ConnectionStrings__TowerOwner",
        .. Under("Tower", "Demo", "Urls", "DataFolder", "Migrate", "PublicUrl", "BootstrapApiKey", "OrderPrefix", "QuietHours", "CompanyName", "CompanyAddress", "CompanyTaxNumber"),
        .. Under("Stores__*", "Kind", "Secret", "BaseUrl", "ApiKey", "ApiSecret", "Country", "Currency", "CodConfirm", "SweepSeconds", "TokenUrl", "RefreshToken"),
        .. Under("Couriers__*", "Kind", "BaseUrl", "ApiKey", "WebhookSecret", "PollSeconds", "User", "Password", "Account", "Pin", "Entity", "Country"),
        .. Under("Messages__whatsapp", "BaseUrl", "PhoneNumberId", "AccessToken", "AppSecret", "VerifyToken"),
        .. Under("Messages__sms", "BaseUrl", "AccountSid", "AuthToken", "From"),
        .. Under("Smtp", "Host", "Port", "User", "Password", "From", "Tls"),
        .. Under("Printers__*", "Host", "Port", "Warehouse", "Dpi"),
        .. Under("Rules", "UnpaidHoldMinutes", "RefundApprovalAbove", "WriteOffApprovalAbove", "HighValueAbove", "PhoneCancelsMax", "AddressScoreMin"),
    ];

    private static readonly string s_root = Root();
    private readonly Dictionary<string, object> _compose = Read();

    [Fact]
    public void The_table_of_settings_is_what_is_published() =>
        Assert.Equal(s_published.Order(), SettingsCatalogue.All.Select(setting => SettingsCatalogue.Name(setting.Path)).Order());

    [Theory]
    [InlineData("tower-1")]
    [InlineData("tower-2")]
    public void A_node_is_given_settings_that_exist_and_would_start_with_them(string node)
    {
        var environment = Environment(node);

        Assert.Contains("ConnectionStrings__Tower", environment.Keys);
        Assert.All(environment.Keys, key => Assert.Contains(SettingsCatalogue.All, setting => setting.Matches(key.Split("__"))));
        Assert.Empty(SettingsCheck.Complaints(new ConfigurationBuilder()
            .AddInMemoryCollection(environment.ToDictionary(pair => pair.Key.Replace("__", ":", StringComparison.Ordinal), pair => (string?)Filled(pair.Value)))
            .Build()));
    }

    [Fact]
    public void The_simulator_is_told_the_secrets_that_the_nodes_expect()
    {
        var (node, simulator) = (Environment("tower-1"), Environment("simulator"));

        Assert.Equal(node["Tower__BootstrapApiKey"], simulator["SIM_KEY"]);
        Assert.Equal(node["Stores__site-eg__Secret"], simulator["SIM_SECRET_WOO"]);
        Assert.Equal(node["Stores__shop-sa__Secret"], simulator["SIM_SECRET_SHOPIFY"]);
        Assert.Equal(node["Stores__site-eg__ApiSecret"], simulator["SIM_REST_SECRET"]);
        Assert.Equal($"http://simulator:{simulator["SIM_PORT"]}", node["Stores__site-eg__BaseUrl"]);
    }

    [Fact]
    public void Every_service_has_a_health_check_and_the_nodes_are_asked_at_their_own_door()
    {
        Assert.All(Services().Keys, service => Assert.True(Service(service).ContainsKey("healthcheck"), $"{service}"));
        Assert.All(["tower-1", "tower-2"], node => Assert.Contains("/health/ready", string.Join(' ', List(Map(Service(node)["healthcheck"])["test"])), StringComparison.Ordinal));
        Assert.Contains("option httpchk GET /health/ready", File.ReadAllText(Path.Combine(s_root, "src/ControlTower/Deploy/haproxy.cfg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_agree_from_the_street_to_the_program()
    {
        var published = Assert.Single(List(Service("proxy")["ports"]));
        var proxy = File.ReadAllText(Path.Combine(s_root, "src/ControlTower/Deploy/haproxy.cfg"));

        Assert.EndsWith(":5080:8080", published, StringComparison.Ordinal);
        Assert.Contains("bind :8080", proxy, StringComparison.Ordinal);
        Assert.All(["tower-1", "tower-2"], node =>
        {
            Assert.Contains($"server {node} {node}:8080 cookie", proxy, StringComparison.Ordinal);
            Assert.Equal("http://*:8080", Environment(node)["Tower__Urls"]);
            Assert.Contains("8080", List(Service(node)["expose"]));
        });
    }

    [Fact]
    public void What_it_builds_from_and_mounts_is_there()
    {
        var builds = Services().Keys.Select(Service).Where(service => service.ContainsKey("build")).Select(service => (string)Map(service["build"])["dockerfile"]);
        var mounts = Services().Keys.Select(Service).Where(service => service.ContainsKey("volumes")).SelectMany(service => List(service["volumes"])).Where(mount => mount.StartsWith("./", StringComparison.Ordinal));

        Assert.All(builds.Concat(mounts.Select(mount => mount.Split(':')[0])), path => Assert.True(File.Exists(Path.Combine(s_root, path)), path));
    }

    private static IEnumerable<string> Under(string section, params string[] names) => names.Select(name => $"{section}__{name}");

    private static Dictionary<string, object> Read()
    {
        using var file = File.OpenText(Path.Combine(s_root, "docker-compose.yml"));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(file)));
    }

    /// <summary>What compose puts where a variable is not set.</summary>
    private static string Filled(string value) => Variable().Replace(value, match => match.Groups["otherwise"].Value);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ControlTower.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        }

        return folder;
    }

    private Dictionary<object, object> Services() => Map(_compose["services"]);

    private Dictionary<object, object> Service(object name) => Map(Services()[name]);

    private Dictionary<string, string> Environment(string service) =>
        Map(Service(service)["environment"]).ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value);

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;

    private static List<string> List(object node) => [.. ((List<object>)node).Cast<string>()];

    [GeneratedRegex(@"\$\{\w+:-(?<otherwise>[^}]*)\}")]
    private static partial Regex Variable();
}

using ControlTower.Simulator.Company;
using ControlTower.Simulator.Counter;
using ControlTower.Simulator.Couriers;
using ControlTower.Simulator.Messages;
using ControlTower.Simulator.Mishaps;
using ControlTower.Simulator.People;
using ControlTower.Simulator.Printers;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;
using Microsoft.AspNetCore.Hosting.Server;

namespace ControlTower.Simulator;

/// <summary>Puts the demo's outside world together: two shops with a REST of their own, four counters, the providers of messages, customers, staff.</summary>
public static class SimulatorHost
{
    /// <summary>Where each picker works.</summary>
    private static readonly string[] s_packers = ["cairo", "cairo", "cairo", "alex", "riyadh"];
    private static readonly string[] s_pickers = ["cairo", "cairo", "cairo", "alex", "riyadh", "riyadh"];

    public static WebApplication Build(SimSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://{settings.Bind}:{settings.Port}");
        builder.Logging.ClearProviders().AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "))
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);

        var services = builder.Services;
        services.AddSingleton(settings).AddSingleton(TimeProvider.System).AddSingleton<Tally>().AddSingleton<TowerClient>().AddSingleton<StaffKeys>();
        services.AddSingleton(_ => Connect(settings.Tower));
        services.AddSingleton(given => new Pace(given.GetRequiredService<TimeProvider>(), settings.Speed));
        services.AddSingleton(given => new OwnAddress(given.GetRequiredService<IServer>()));
        services.AddSingleton(new Catalogue(settings.Seed));
        services.AddSingleton(given => new Checkout(settings.Seed, given.GetRequiredService<Catalogue>()));
        services.AddSingleton(given => new CaseFixes(given.GetRequiredService<Catalogue>(), settings.Seed));
        services.AddSingleton<DemoCompany>().AddSingleton<MishapDesk>().AddSingleton<FloorMishaps>().AddSingleton<StoreFront>();
        services.AddHostedService<CompanyLaying>().AddHostedService<OrderFlow>().AddHostedService<Customers>().AddHostedService<MinuteLine>();
        AddShops(services, settings);
        AddCounters(services, settings);
        AddStaff(services);
        AddBenches(services);
        AddMessages(services);
        services.AddSingleton<PrinterLedger>().AddSingleton<PrinterMishaps>().AddSingleton<PrinterDesk>().AddHostedService(given => given.GetRequiredService<PrinterDesk>());
        AddCouriers(services, settings);

        var app = builder.Build();
        var given = app.Services;
        var (catalogue, own) = (given.GetRequiredService<Catalogue>(), given.GetRequiredService<OwnAddress>());
        var clock = given.GetRequiredService<TimeProvider>();
        WooRest.Map(app, given.GetRequiredService<WooHooks>(), given.GetRequiredKeyedService<ShopOffice>(Store.SiteEg.Key), catalogue, own, settings, clock);
        ShopifyRest.Map(app, given.GetRequiredService<ShopifyHooks>(), given.GetRequiredKeyedService<ShopOffice>(Store.ShopSa.Key), catalogue, settings, clock);
        TwilioRest.Map(app);
        WhatsappRest.Map(app);
        CarrierDoors.Map(app, given.GetRequiredService<IReadOnlyDictionary<string, Carrier>>(), () => own.Root, settings.Seed, clock);
        PrinterPage.Map(app);
        Page.Map(app);
        return app;
    }

    /// <returns>False when the tower refused a part of it.</returns>
    public static async Task<bool> LayCompanyAsync(WebApplication app)
    {
        await app.Services.GetRequiredService<DemoCompany>().LayAsync(CancellationToken.None);
        return app.Services.GetRequiredService<Tally>()["company refused"] == 0;
    }

    private static void AddShops(IServiceCollection services, SimSettings settings)
    {
        services.AddKeyedSingleton(Store.SiteEg.Key, (given, _) => OpenLedger(given, Store.SiteEg, settings));
        services.AddKeyedSingleton(Store.ShopSa.Key, (given, _) => OpenLedger(given, Store.ShopSa, settings));
        foreach (var store in new[] { Store.SiteEg, Store.ShopSa })
        {
            services.AddKeyedSingleton(store.Key, (given, _) => new ShopOffice(store, settings.Data, given.GetRequiredService<TimeProvider>()));
        }

        services.AddSingleton(given => ActivatorUtilities.CreateInstance<WooHooks>(given, given.GetRequiredKeyedService<ShopLedger>(Store.SiteEg.Key)));
        services.AddSingleton(given => ActivatorUtilities.CreateInstance<ShopifyHooks>(given, given.GetRequiredKeyedService<ShopLedger>(Store.ShopSa.Key)));
        services.AddSingleton<IChannel>(given => given.GetRequiredService<WooHooks>()).AddSingleton<IChannel>(given => given.GetRequiredService<ShopifyHooks>());
        services.AddHostedService(given => given.GetRequiredService<WooHooks>()).AddHostedService(given => given.GetRequiredService<ShopifyHooks>());
    }

    private static void AddCouriers(IServiceCollection services, SimSettings settings)
    {
        services.AddSingleton<IReadOnlyDictionary<string, Carrier>>(given => new[] { CarrierDoors.Easypost, CarrierDoors.Aramex, CarrierDoors.Bosta }.ToDictionary(
            key => key, key => OpenCarrier(key, settings, given.GetRequiredService<TimeProvider>())));
        services.AddSingleton<CarrierNews>().AddSingleton<CarrierMishaps>().AddSingleton<CourierFixes>();
        services.AddSingleton<CarrierRoad>().AddHostedService(given => given.GetRequiredService<CarrierRoad>());
        foreach (var (site, number) in Site.All.Select((site, at) => (site, at + 1)))
        {
            services.AddSingleton<IHostedService>(given => ActivatorUtilities.CreateInstance<Dispatcher>(given, DeskOf(given, "shippingCoordinator", $"Dispatch {number}"), site));
        }
    }

    /// <summary>A forgotten book would begin at the same numbers again; one answer in fifty is lost, as in life.</summary>
    private static Carrier OpenCarrier(string key, SimSettings settings, TimeProvider clock) => new(
        key, new CarrierLedger(key, settings.Data, 10_000_001 + (settings.Data is null ? clock.GetUtcNow().ToUnixTimeSeconds() % 80_000_000 : 0)),
        new CarrierMood(clock) { Takes = TimeSpan.FromMilliseconds(60), TimeOutsPerHundred = 2 });

    private static void AddCounters(IServiceCollection services, SimSettings settings)
    {
        foreach (var store in Store.All.Where(store => store.Kind is "pos" or "marketplace" or "whatsapp" or "manual"))
        {
            services.AddKeyedSingleton(store.Key, (given, _) => OpenLedger(given, store, settings));
            services.AddKeyedSingleton(store.Key, (given, _) => ActivatorUtilities.CreateInstance<CounterDesk>(
                given, given.GetRequiredKeyedService<ShopLedger>(store.Key), ClerkOf(given, store)));
            services.AddSingleton<IChannel>(given => given.GetRequiredKeyedService<CounterDesk>(store.Key));
            services.AddSingleton<IHostedService>(given => given.GetRequiredKeyedService<CounterDesk>(store.Key));
        }

        services.AddHostedService(given => ActivatorUtilities.CreateInstance<HourlyFile>(
            given, given.GetRequiredKeyedService<ShopLedger>(Store.Market.Key), ClerkOf(given, Store.Market)));
    }

    private static void AddStaff(IServiceCollection services)
    {
        services.AddSingleton(given => ActivatorUtilities.CreateInstance<StockClerk>(given, DeskOf(given, "packerQc", "Packer 1")));
        services.AddHostedService(given => given.GetRequiredService<StockClerk>());
        services.AddSingleton<IHostedService>(given => ActivatorUtilities.CreateInstance<WaveManager>(given, DeskOf(given, "opsManager", "Ops Manager 1")));
        (string Role, string Name)[] staff =
            [("orderOps", "Order Ops 1"), ("customerSupport", "Support 1"), ("shippingCoordinator", "Shipping 1"), ("opsManager", "Ops Manager 1")];
        foreach (var (role, name) in staff)
        {
            services.AddSingleton<IHostedService>(given => ActivatorUtilities.CreateInstance<CaseWork>(given, DeskOf(given, role, name)));
        }

        foreach (var (site, at) in s_pickers.Select((key, at) => (Site.All.Single(site => site.Key == key), at)))
        {
            services.AddSingleton<IHostedService>(given => ActivatorUtilities.CreateInstance<Picker>(given, DeskOf(given, "picker", $"Picker {at + 1}"), site));
        }
    }

    /// <summary>Benches and docks: several packers at a site reach for different totes.</summary>
    private static void AddBenches(IServiceCollection services)
    {
        for (var at = 0; at < s_packers.Length; at++)
        {
            var (number, site) = (at + 2, Site.All.Single(site => site.Key == s_packers[at])); // Packer 1 keeps the stock
            var place = s_packers.Take(at).Count(key => key == site.Key);
            services.AddSingleton<IHostedService>(given => ActivatorUtilities.CreateInstance<Packer>(given, DeskOf(given, "packerQc", $"Packer {number}"), site, place));
        }

        foreach (var (site, number) in Site.All.Select((site, at) => (site, at + 1)))
        {
            services.AddSingleton<IHostedService>(given => new ReturnClerk(
                DeskOf(given, "packerQc", $"Returns {number}"), DeskOf(given, "customerSupport", "Support 1"), DeskOf(given, "opsManager", "Ops Manager 1"), site,
                given.GetRequiredService<DemoCompany>(), given.GetRequiredService<Pace>(), given.GetRequiredService<SimSettings>(), given.GetRequiredService<Tally>(),
                given.GetRequiredService<ILogger<ReturnClerk>>()));
        }
    }

    /// <summary>The providers of messages with their books, and those who read what they bring.</summary>
    private static void AddMessages(IServiceCollection services)
    {
        services.AddSingleton<MessageLedger>().AddSingleton<Postman>().AddSingleton<SmtpDesk>();
        services.AddHostedService(given => given.GetRequiredService<SmtpDesk>());
        services.AddHostedService(given => ActivatorUtilities.CreateInstance<Readers>(given, DeskOf(given, "customerSupport", "Support 1")));
    }

    /// <summary>Messages are typed in by support, everything else by order operations.</summary>
    private static Desk ClerkOf(IServiceProvider given, Store store) =>
        store.Kind == "whatsapp" ? DeskOf(given, "customerSupport", "Support 1") : DeskOf(given, "orderOps", "Order Ops 1");

    private static Desk DeskOf(IServiceProvider given, string role, string name) => ActivatorUtilities.CreateInstance<Desk>(given, role, name);

    private static ShopLedger OpenLedger(IServiceProvider given, Store store, SimSettings settings)
    {
        // A book that is forgotten would begin at the same numbers again, in front of a tower that remembers them.
        var skip = settings.Data is null ? given.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds() - 1_767_225_600 : 0; // since 2026
        return new ShopLedger(store, settings.Data, skip);
    }

    private static HttpClient Connect(Uri tower) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
    {
        BaseAddress = tower, Timeout = Timeout.InfiniteTimeSpan, // each call has its own limit
    };
}

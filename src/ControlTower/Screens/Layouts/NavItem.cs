using ControlTower.Playbook.Access;
using ControlTower.Screens.Parts;

namespace ControlTower.Screens.Layouts;

/// <summary>One line of the side navigation.</summary>
/// <param name="Word">Key of its word: <c>nav.inbox</c>.</param>
/// <param name="Drawing">One of <see cref="Icons"/>.</param>
public sealed record NavItem(string Href, string Word, IconPath Drawing);

/// <summary>Which screens stand in whose navigation; the first is the person's home.</summary>
public static class Navigation
{
    private static readonly NavItem s_overview = new("/overview", "nav.overview", Icons.Gauge);
    private static readonly NavItem s_inbox = new("/inbox", "nav.inbox", Icons.Inbox);
    private static readonly NavItem s_exceptions = new("/exceptions", "nav.exceptions", Icons.Warning);
    private static readonly NavItem s_aging = new("/aging", "nav.aging", Icons.Grid);
    private static readonly NavItem s_waves = new("/waves", "nav.waves", Icons.Layers);
    private static readonly NavItem s_stock = new("/stock", "nav.stock", Icons.Boxes);
    private static readonly NavItem s_support = new("/support", "nav.support", Icons.Search);
    private static readonly NavItem s_messages = new("/messages", "nav.messages", Icons.Message);
    private static readonly NavItem s_audit = new("/audit", "nav.audit", Icons.Shield);
    private static readonly NavItem s_channels = new("/settings/channels", "nav.channels", Icons.Plug);
    private static readonly NavItem s_settings = new("/settings", "nav.settings", Icons.Settings);
    private static readonly NavItem s_pick = new("/pick", "nav.pick", Icons.Basket);
    private static readonly NavItem s_paper = new("/pick/paper", "paper.nav", Icons.Printer);
    private static readonly NavItem s_dispatch = new("/dispatch", "nav.dispatch", Icons.Truck);
    private static readonly NavItem s_walls = new("/wall", "nav.walls", Icons.Monitor);
    private static readonly NavItem s_returns = new("/returns", "nav.returns", Icons.Undo);
    private static readonly NavItem s_pack = new("/pack", "nav.pack", Icons.PackageCheck);
    private static readonly NavItem s_sops = new("/sops", "nav.sops", Icons.Book);

    /// <summary>Everything that any of the roles has, in the order of the first role that has it.</summary>
    public static IReadOnlyList<NavItem> For(IEnumerable<Role> roles) => [.. roles.Order().SelectMany(Of).Distinct()];

    private static NavItem[] Of(Role role) => role switch
    {
        Role.OrderOps => [s_inbox, s_exceptions, s_aging, s_waves, s_returns, s_stock, s_support, s_channels, s_sops],
        Role.CustomerSupport => [s_support, s_messages, s_inbox, s_exceptions, s_returns, s_sops],
        Role.ShippingCoordinator => [s_dispatch, s_exceptions, s_inbox, s_support, s_stock, s_sops],
        Role.Picker => [s_pick, s_stock, s_paper, s_sops],
        Role.PackerQc => [s_pack, s_returns, s_exceptions, s_stock, s_sops],
        Role.OpsManager => [s_overview, s_exceptions, s_inbox, s_aging, s_waves, s_dispatch, s_returns, s_stock, s_support, s_messages, s_channels, s_audit, s_walls, s_sops],
        Role.Administrator => [s_settings, s_channels, s_audit, s_stock, s_walls, s_sops],
        Role.Automation => [],
    };
}

/// <param name="State">Risk or late where some are; the silhouette then stands before the count.</param>
public sealed record NavFigure(long Count, FloorState? State = null);

/// <summary>The counts in the navigation; the boards behind the screens know them.</summary>
public interface INavFigures
{
    /// <summary>By address: <c>/inbox</c>.</summary>
    IReadOnlyDictionary<string, NavFigure> Now { get; }

    /// <summary>Calls back, not more often than a desk redraws, until disposed.</summary>
    IDisposable Watch(Func<Task> changed);
}

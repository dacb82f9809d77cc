namespace ControlTower.Settings;

/// <summary>The tower itself: section <c>Tower</c>.</summary>
public sealed class TowerOptions
{
    public const string Section = "Tower";

    /// <summary>Null: yes with the embedded database, no with one that was given.</summary>
    public bool? Demo { get; set; }

    /// <summary>Where the tower listens; several, separated by semicolons.</summary>
    public string Urls { get; set; } = "http://localhost:5080";

    /// <summary>Where the embedded database and everything else that must outlive the process lies.</summary>
    public string DataFolder { get; set; } = DefaultDataFolder();

    /// <summary>Migrate the database at the start; false where <c>./tower migrate</c> is a step of its own.</summary>
    public bool Migrate { get; set; } = true;

    /// <summary>What partners and customers see: signed call-backs and tracking links. Null: none are given out.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>A machine key with the administrator's and the manager's rights for as long as it is set; null: there is none.</summary>
    public string? BootstrapApiKey { get; set; }

    /// <summary>What order numbers begin with.</summary>
    public string OrderPrefix { get; set; } = "CT";

    /// <summary>Who sells, on invoices and slips; null: the warehouse's name.</summary>
    public string? CompanyName { get; set; }

    /// <summary>On one line.</summary>
    public string? CompanyAddress { get; set; }

    /// <summary>On invoices, where the law wants it.</summary>
    public string? CompanyTaxNumber { get; set; }

    /// <summary>When customers are left alone, in their own zone: "22:00-08:00", or "none".</summary>
    public string QuietHours { get; set; } = "22:00-08:00";

    private static string DefaultDataFolder()
    {
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            return "/var/lib/tower"; // not below /root: PostgreSQL's account could not get there
        }

        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "tower");
    }
}

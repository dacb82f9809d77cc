using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>
/// All tables of the tower. Only steps see it, and they change it only inside <see cref="CommitGate"/>.
/// The mapping of a step's tables stands in its folder; the schema itself is db/migrations.
/// </summary>
public sealed partial class TowerDb(DbContextOptions<TowerDb> options) : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>Every word of the playbook's vocabulary is stored in camel case, as the API spells it.</summary>
    private static readonly Type[] s_stored =
        [.. typeof(Channel).Assembly.GetTypes().Where(type => type.IsEnum && type.Namespace == typeof(Channel).Namespace && type != typeof(ExceptionCode)),
         typeof(CaseSubject), typeof(Role), typeof(PromiseEventKind), typeof(ReturnSource), typeof(ErrandKind), typeof(ErrandState)];

    public DbSet<CommandLogRow> CommandLog => Set<CommandLogRow>();

    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    public DbSet<PersonalWords> JournalPersonal => Set<PersonalWords>();

    public DbSet<SalesOrder> Orders => Set<SalesOrder>();

    public DbSet<OrderNote> OrderNotes => Set<OrderNote>();

    public DbSet<InboundMessage> InboundMessages => Set<InboundMessage>();

    public DbSet<ChannelStore> Stores => Set<ChannelStore>();

    public DbSet<EarlyCancel> EarlyCancels => Set<EarlyCancel>();

    public DbSet<ExceptionCase> Cases => Set<ExceptionCase>();

    public DbSet<SkuItem> Skus => Set<SkuItem>();

    public DbSet<SkuBarcode> Barcodes => Set<SkuBarcode>();

    public DbSet<SkuComponent> Components => Set<SkuComponent>();

    public DbSet<SkuAlias> SkuAliases => Set<SkuAlias>();

    public DbSet<ServiceAlias> ServiceAliases => Set<ServiceAlias>();

    public DbSet<Warehouse> Warehouses => Set<Warehouse>();

    public DbSet<SiteCalendarRow> Calendars => Set<SiteCalendarRow>();

    public DbSet<Bin> Bins => Set<Bin>();

    public DbSet<BinStock> BinStock => Set<BinStock>();

    public DbSet<StockLine> Stock => Set<StockLine>();

    public DbSet<StockMovement> Movements => Set<StockMovement>();

    public DbSet<Reservation> Reservations => Set<Reservation>();

    public DbSet<PromiseEvent> PromiseEvents => Set<PromiseEvent>();

    /// <summary>The key ring, shared by all nodes.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<ExceptionCode>().HaveConversion<ExceptionCodeConverter>();
        foreach (var type in s_stored)
        {
            configurationBuilder.Properties(type).HaveConversion(typeof(CamelCaseConverter<>).MakeGenericType(type));
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfigurationsFromAssembly(typeof(TowerDb).Assembly);
}

/// <summary>A command that was carried out, with its answer, so that it can be asked again.</summary>
public sealed class CommandLogRow
{
    public required Guid Actor { get; init; }
    public required Guid CommandId { get; init; }

    /// <summary>SHA-256 of what was asked.</summary>
    public required byte[] Request { get; init; }

    public string? Answer { get; set; }
    public required DateTimeOffset At { get; init; }
}

using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

/// <summary>A reason why an order may not move, typed: who placed it, whether it keeps the promised stock, whether it stops the clock.</summary>
public sealed class Hold
{
    private Hold() { }

    internal Hold(Guid id, Guid orderId, HoldType type, string source, DateTimeOffset now, Guid by, string? why)
    {
        (Id, OrderId, Type, Source, PlacedAt, PlacedBy, Why) = (id, orderId, type, source, now, by, why);
        (KeepsStock, PausesClock) = (HoldRules.Of(type).KeepsStock, HoldRules.Of(type).PausesClock);
    }

    public Guid Id { get; private init; }
    public Guid OrderId { get; private init; }
    public HoldType Type { get; private init; }

    /// <summary>Which rule or whom it comes from: see <see cref="HoldSources"/>.</summary>
    public string Source { get; private init; } = "";

    public bool KeepsStock { get; private init; }
    public bool PausesClock { get; private init; }
    public DateTimeOffset PlacedAt { get; private init; }
    public Guid PlacedBy { get; private init; }
    public string? Why { get; private init; }
    public DateTimeOffset? ReleasedAt { get; private set; }
    public Guid? ReleasedBy { get; private set; }
    public string? ReleaseWhy { get; private set; }
    public bool IsOpen => ReleasedAt is null;

    internal void Release(DateTimeOffset now, Guid by, string? why) => (ReleasedAt, ReleasedBy, ReleaseWhy) = (now, by, why);
}

/// <summary>Where holds come from. A rule's hold is ended by the rule itself once it no longer finds anything.</summary>
public static class HoldSources
{
    public const string Screening = "screening";
    public const string Validation = "validation";
    public const string Allocation = "allocation";
    public const string Duplicate = "duplicate";
    public const string Shop = "shop";
    public const string Person = "person";

    /// <summary>The customer said so themselves.</summary>
    public const string Customer = "customer";

    /// <summary>Why a cooling hold ended, when the money did not come in time.</summary>
    public const string Unpaid = "unpaid";
}

using System.Collections.Frozen;
using ControlTower.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.OrderOps;

/// <summary>The tabs of the inbox, in their order; the first stands open.</summary>
public enum InboxTab { Now, Held, Cod, High, All }

/// <summary>What of the inbox somebody looks at.</summary>
/// <param name="Channel">Null: all.</param>
/// <param name="Warehouse">Null: all that the visitor works for.</param>
/// <param name="Scope">Warehouses that the visitor works for; null: all.</param>
/// <param name="HighValueAbove">In the order's currency.</param>
public sealed record InboxFilter(InboxTab Tab, Channel? Channel, string? Warehouse, FrozenSet<string>? Scope, decimal HighValueAbove)
{
    public static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    public bool IsMine(InboxRow row) => row.IsFor(Scope);

    public bool Passes(InboxRow row) =>
        IsMine(row) && (Channel is null || row.Channel == Channel) && (Warehouse is null || row.Warehouses.Split(',').Contains(Warehouse));

    public bool IsIn(InboxTab tab, InboxRow row, DateTimeOffset now) => tab switch
    {
        InboxTab.Now => row.CaseId is not null || row.DueAt - now <= Soon,
        InboxTab.Held => row.Hold is not null,
        InboxTab.Cod => row.Payment == PaymentState.CodUnconfirmed,
        InboxTab.High => new Money(row.TotalMinor, row.Currency).Amount > HighValueAbove,
        InboxTab.All => true,
    };

    /// <summary>What the filter shows of these rows, which come in the order of their due times: the same cause in one line, but every order where all are asked for.</summary>
    public IReadOnlyList<InboxEntry> Show(IEnumerable<InboxRow> rows, DateTimeOffset now)
    {
        var shown = rows.Where(row => Passes(row) && IsIn(Tab, row, now));
        return Tab == InboxTab.All
            ? [.. shown.Select(row => new InboxEntry(row.Number, row, 0))]
            : [.. shown.GroupBy(row => row.CauseKey ?? row.Number).Select(same => new InboxEntry(same.Key, same.First(), same.Count() - 1))];
    }
}

/// <summary>One line of the inbox.</summary>
/// <param name="Key">The shared cause, or the order's number: what keeps its place.</param>
/// <param name="Folded">How many more orders wait for the same cause.</param>
public sealed record InboxEntry(string Key, InboxRow Row, int Folded);

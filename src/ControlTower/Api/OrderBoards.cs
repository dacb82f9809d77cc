using System.Collections.Immutable;
using ControlTower.Intake;
using ControlTower.Kpis;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>One open order of the inbox.</summary>
/// <param name="Customer">First name and an initial; null for roles that work with goods and not with customers.</param>
/// <param name="DueAt">What runs out first: the earliest due time of its open cases, else ship-by.</param>
public sealed record InboxLine(
    string Key, string Number, string Store, Channel Channel, string ExternalNumber, string? Customer, Headline Headline, PaymentState Payment, PaymentMethod Method,
    Stage? Stage, DateTimeOffset? StageSince, DateTimeOffset PlacedAt, DateTimeOffset ReceivedAt, DateTimeOffset? ConfirmedAt, DateTimeOffset? FulfillableAt,
    DateTimeOffset? ShipBy, DateTimeOffset? HandedOverAt, DateTimeOffset LastMovementAt, DateTimeOffset? DueAt, MoneyBody Total, MoneyBody? CodDue, int Priority,
    long Version, HoldType? Hold, int OpenHolds, int OpenCases, Guid? Case, string? Code, string OwnerRole, bool IsOwned, IReadOnlyList<string> Warehouses) : IBoardLine
{
    private InboxRow? _row;

    object IBoardLine.Source => _row ?? (object)this;

    public static InboxLine Of(InboxRow row, bool withPeople)
    {
        var total = MoneyBody.Of(new Money(row.TotalMinor, row.Currency));
        return new(
            row.Id.ToString(), row.Number, row.Store, row.Channel, row.ExternalNumber, withPeople ? row.Customer : null, row.Headline, row.Payment, row.Method,
            row.Stage, row.StageSince, row.PlacedAt, row.ReceivedAt, row.ConfirmedAt, row.FulfillableAt, row.ShipBy, row.HandedOverAt, row.LastMovementAt, row.DueAt,
            total, row.Method == PaymentMethod.Cod ? total : null, row.Priority, row.Version, row.Hold, row.Holds, row.Cases, row.CaseId, row.CaseCode,
            row.OwnerRole, row.OwnerId is not null, row.Warehouses.Split(',', StringSplitOptions.RemoveEmptyEntries)) { _row = row };
    }
}

/// <summary>One stage of the backlog by age; <c>all</c> is the sum of them.</summary>
public sealed record AgingBoardLine(string Key, int Hours0To4, int Hours4To8, int Hours8To24, int Hours24To48, int Hours48To72, int Over72, int All, int Held) : IBoardLine
{
    public static AgingBoardLine Of(string key, Func<AgeBucket, int> count, int held) => new(
        key, count(AgeBucket.Under4), count(AgeBucket.To8), count(AgeBucket.To24), count(AgeBucket.To48), count(AgeBucket.To72), count(AgeBucket.Over72),
        Enum.GetValues<AgeBucket>().Sum(count), held);
}

/// <summary>One stage of the flow.</summary>
/// <param name="PerHour">Null where there is not enough data to say.</param>
public sealed record FlowBoardLine(string Key, Stage Stage, int Count, long? OldestMinutes, int AtRisk, int Late, int? PerHour, bool IsBottleneck) : IBoardLine;

/// <summary>What the boards about orders have in common: the inbox's rows, as far as the caller may see them.</summary>
public abstract class OrderBoardDoor(IBoard<InboxRow> inbox) : IBoardDoor
{
    public abstract string Name { get; }

    public abstract Type Line { get; }

    public abstract IReadOnlyList<string> Filters { get; }

    public BoardPicture Read(Actor who, BoardFilter filter)
    {
        var view = inbox.View;
        var (counters, lines) = Show([.. view.Rows.Where(row => row.IsFor(who.Warehouses) && Takes(filter, row))], filter, who.May(Duty.ViewPersonalData));
        return new(view.AsOf, Math.Max(0, view.Position), counters, lines);
    }

    public IDisposable Watch(Func<Task> changed) => inbox.Watch(_ => changed(), Pacer.Desk);

    protected abstract (IReadOnlyDictionary<string, long> Counters, IReadOnlyList<IBoardLine> Lines) Show(ImmutableArray<InboxRow> rows, BoardFilter filter, bool withPeople);

    private static bool Takes(BoardFilter filter, InboxRow row) =>
        filter.Takes("number", row.Number) && filter.Takes("store", row.Store) && filter.Takes("channel", ApiJson.Spell(row.Channel))
        && filter.Takes("stage", row.Stage is { } stage ? ApiJson.Spell(stage) : null) && filter.Takes("hold", row.Hold is { } hold ? ApiJson.Spell(hold) : null)
        && (filter.Text("warehouse") is not { } warehouse || row.Warehouses.Split(',').Contains(warehouse));
}

/// <summary>inbox: every open order, by the time that is left.</summary>
public sealed class InboxDoor(IBoard<InboxRow> inbox, TimeProvider clock) : OrderBoardDoor(inbox)
{
    public override string Name => "inbox";

    public override Type Line => typeof(InboxLine);

    public override IReadOnlyList<string> Filters { get; } = ["warehouse", "number", "store", "channel", "stage", "hold"];

    protected override (IReadOnlyDictionary<string, long> Counters, IReadOnlyList<IBoardLine> Lines) Show(ImmutableArray<InboxRow> rows, BoardFilter filter, bool withPeople)
    {
        var now = clock.GetUtcNow();
        List<InboxRow> open = [.. rows.Where(row => row.Stage is { } stage && OrderStage.IsOpen(stage))];
        return (
            new Dictionary<string, long>
            {
                ["open"] = open.Count, ["held"] = open.Count(row => row.Holds > 0), ["late"] = open.Count(row => row.DueAt < now), ["withCase"] = open.Count(row => row.Cases > 0),
            },
            [.. open.Select(row => InboxLine.Of(row, withPeople))]);
    }
}

/// <summary>aging: stage by age; its sum is the inbox's total.</summary>
public sealed class AgingDoor(IBoard<InboxRow> inbox, TimeProvider clock) : OrderBoardDoor(inbox)
{
    public override string Name => "aging";

    public override Type Line => typeof(AgingBoardLine);

    public override IReadOnlyList<string> Filters { get; } = ["warehouse", "number", "store", "channel", "since", "cause"];

    protected override (IReadOnlyDictionary<string, long> Counters, IReadOnlyList<IBoardLine> Lines) Show(ImmutableArray<InboxRow> rows, BoardFilter filter, bool withPeople)
    {
        var aging = AgingFigures.Of(rows.Standing(), clock.GetUtcNow(), filter.Word<AgeSince>("since") ?? AgeSince.Confirmed, filter.Word<WaitsOn>("cause"));
        var counters = new Dictionary<string, long>
        {
            ["open"] = aging.All, ["held"] = aging.Held, ["confirmed"] = aging.Confirmed, ["confirmedOver24"] = aging.ConfirmedOver24, ["pastDue"] = aging.PastDue,
        };
        foreach (var (who, count) in aging.WaitsOn)
        {
            counters["waitsOn" + who] = count;
        }

        return (counters,
        [
            .. aging.Lines.Select(line => AgingBoardLine.Of(ApiJson.Spell(line.Stage), bucket => line.Counts[(int)bucket], line.Held)),
            AgingBoardLine.Of("all", aging.SumOf, aging.Held),
        ]);
    }
}

/// <summary>flow: how much stands in each stage, how old, how fast it goes on.</summary>
public sealed class FlowDoor(IBoard<InboxRow> inbox, IBoard<StageCompletions> completions, TimeProvider clock) : OrderBoardDoor(inbox)
{
    public override string Name => "flow";

    public override Type Line => typeof(FlowBoardLine);

    public override IReadOnlyList<string> Filters { get; } = ["warehouse", "number", "store", "channel"];

    protected override (IReadOnlyDictionary<string, long> Counters, IReadOnlyList<IBoardLine> Lines) Show(ImmutableArray<InboxRow> rows, BoardFilter filter, bool withPeople)
    {
        var done = completions.View.Rows.ToDictionary(row => row.Stage, row => row.Orders);
        var flow = FlowFigures.Of(rows.Standing(), stage => done.TryGetValue(stage, out var count) ? count : null, clock.GetUtcNow());
        return (
            new Dictionary<string, long> { ["open"] = flow.Open, ["late"] = flow.Late, ["atRisk"] = flow.AtRisk, ["held"] = flow.Held },
            [
                .. flow.Stages.Select(stage => new FlowBoardLine(
                    ApiJson.Spell(stage.Stage), stage.Stage, stage.Count, (long?)stage.Oldest?.TotalMinutes, stage.AtRisk, stage.Late, stage.PerHour, stage == flow.Bottleneck)),
            ]);
    }
}

using ControlTower.Live;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>One wave with its lists.</summary>
/// <param name="Stuck">Lists that somebody has and was not heard of for longer than a lease.</param>
public sealed record WaveBoardLine(
    string Key, Guid Id, string Name, string Warehouse, WaveState State, string? Courier, DateTimeOffset? Cutoff, DateTimeOffset? Leaves, int Orders, int Minutes, int WalkMetres,
    int Lines, int Done, int Stuck, DateTimeOffset CreatedAt, DateTimeOffset? ReleasedAt, DateTimeOffset? EndedAt, IReadOnlyList<WaveListRow> Lists) : IBoardLine
{
    private WaveRow? _row;

    object IBoardLine.Source => _row ?? (object)this;

    public static WaveBoardLine Of(WaveRow row, DateTimeOffset now) => new(
        row.Id.ToString(), row.Id, row.Name, row.Warehouse, row.State, row.Courier, row.Cutoff, row.Leaves, row.Orders, (int)Math.Ceiling(row.Minutes), (int)Math.Ceiling(row.Metres),
        row.Lines, row.Done, row.Stuck(now).Count(), row.CreatedAt, row.ReleasedAt, row.EndedAt, row.Lists) { _row = row };
}

/// <summary>waves: drafts, what is on the floor, and what was done within the hour.</summary>
public sealed class WavesDoor(IBoard<WaveRow> waves, TimeProvider clock) : IBoardDoor
{
    public string Name => "waves";

    public Type Line => typeof(WaveBoardLine);

    public IReadOnlyList<string> Filters { get; } = ["warehouse"];

    public BoardPicture Read(Actor who, BoardFilter filter)
    {
        var (view, now) = (waves.View, clock.GetUtcNow());
        WaveRow[] rows = [.. view.Rows.Where(row => who.Sees(row.Warehouse) && filter.Takes("warehouse", row.Warehouse))];
        var lists = rows.SelectMany(row => row.Lists).ToList();
        return new(view.AsOf, Math.Max(0, view.Position), new Dictionary<string, long>
        {
            ["drafts"] = rows.Count(row => row.State == WaveState.Draft), ["onTheFloor"] = rows.Count(row => row.State is WaveState.Released or WaveState.InProgress),
            ["listsOpen"] = lists.Count(list => list.State == PickListState.Open), ["listsClaimed"] = lists.Count(list => list.State == PickListState.Claimed),
            ["listsStuck"] = rows.Sum(row => row.Stuck(now).Count()),
        }, [.. rows.Select(row => WaveBoardLine.Of(row, now))]);
    }

    public IDisposable Watch(Func<Task> changed) => waves.Watch(_ => changed(), Pacer.Desk);
}

/// <summary>One truck, and whether its orders will make it.</summary>
/// <param name="DoneBy">Null: nothing to go, or not enough data to say.</param>
/// <param name="Misses">Null: not enough data to say.</param>
public sealed record CutoffBoardLine(
    string Key, string Warehouse, string Courier, DateTimeOffset Cutoff, DateTimeOffset ShipBy, DateTimeOffset Leaves, CutoffState State, int ToGo, int ToRelease, int Held,
    DateTimeOffset? DoneBy, int? SpareMinutes, int? Misses, Stage? Bottleneck, int? PerHour, int? NeededPerHour) : IBoardLine
{
    public static CutoffBoardLine Of(CutoffForecast forecast) => new(
        forecast.Truck.Key, forecast.Truck.Warehouse, forecast.Truck.Courier, forecast.Truck.Until, forecast.Truck.ShipBy, forecast.Truck.Leaves, forecast.State, forecast.ToGo,
        forecast.ToRelease, forecast.Held, forecast.DoneBy, (int?)forecast.Spare?.TotalMinutes, forecast.Misses, forecast.Bottleneck,
        forecast.PerHour is { } rate ? (int)Math.Round(rate) : null, forecast.NeededPerHour is { } needed ? (int)Math.Ceiling(needed) : null);
}

/// <summary>cutoffs: the trucks of the next hours, done-by against their leaving.</summary>
public sealed class CutoffsDoor(CutoffBook book) : IBoardDoor
{
    private const int EachSite = 6;

    public string Name => "cutoffs";

    public Type Line => typeof(CutoffBoardLine);

    public IReadOnlyList<string> Filters { get; } = ["warehouse"];

    public BoardPicture Read(Actor who, BoardFilter filter)
    {
        var forecasts = book.Now(site => who.Sees(site) && filter.Takes("warehouse", site), EachSite);
        return new(book.AsOf, Math.Max(0, book.Position), new Dictionary<string, long>
        {
            ["toGo"] = forecasts.Sum(forecast => forecast.ToGo), ["toRelease"] = forecasts.Sum(forecast => forecast.ToRelease),
            ["misses"] = forecasts.Sum(forecast => (long)(forecast.Misses ?? 0)), ["over"] = forecasts.Count(forecast => forecast.State == CutoffState.Over),
        }, [.. forecasts.Select(CutoffBoardLine.Of)]);
    }

    public IDisposable Watch(Func<Task> changed) => book.Watch(changed, Pacer.Desk);
}

using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Road;

/// <summary>Weighs everything that was heard of a parcel, and has done to it what follows. Orders that nothing moves are not locked.</summary>
internal sealed class RoadScale(RoadBook book, CourierBook couriers)
{
    /// <param name="work">No order is locked yet, no shelf and no case.</param>
    /// <param name="parcels">Of which something new was heard, or what it means has changed.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>How many parcels moved.</returns>
    public async Task<int> WeighAsync(Work work, IReadOnlyCollection<Guid> parcels, CancellationToken cancellationToken)
    {
        if (parcels.Count == 0)
        {
            return 0;
        }

        var ids = parcels.ToArray();
        var codes = await CodesAsync(work, cancellationToken);
        var words = (await WordsAsync(work, ids, cancellationToken)).ToLookup(word => word.ParcelId);
        var standing = await work.Db.Parcels.AsNoTracking().Where(parcel => ids.Contains(parcel.Id))
            .Select(parcel => new Standing(parcel.Id, parcel.OrderId, parcel.State, parcel.StateSince, parcel.Courier)).ToListAsync(cancellationToken);
        var currencies = await work.Db.Orders.Where(order => standing.Select(one => one.OrderId).Contains(order.Id)).ToDictionaryAsync(order => order.Id, order => order.Currency, cancellationToken);
        var roads = await RoadBook.RoadsAsync(work, ids, cancellationToken);
        var news = new List<RoadNews>();
        foreach (var parcel in standing)
        {
            var one = NewsOf(parcel, roads[parcel.Id], [.. words[parcel.Id]], codes, currencies[parcel.OrderId]);
            if (Matters(one, parcel, roads[parcel.Id]))
            {
                news.Add(one);
            }
        }

        var moved = news.Count == 0 ? 0 : await book.ApplyAsync(work, news, cancellationToken);
        foreach (var parcel in standing)
        {
            roads[parcel.Id].LookAgain(NextLook(parcel, work.Now));
        }

        await work.Db.Database.ExecuteSqlAsync($"update parcel_road set is_due = false where parcel_id = any({ids}) and is_due", cancellationToken);
        return moved;
    }

    /// <summary>Codes that nobody has explained yet: one case each, for whoever keeps the map.</summary>
    public async Task AskForCodesAsync(Work work, IReadOnlyList<NewWord> words, CancellationToken cancellationToken)
    {
        var codes = await CodesAsync(work, cancellationToken);
        var strange = words.Select(word => word.Word).Where(word => couriers.Find(word.Courier) is { } courier && !codes.Read(courier.Kind, word.Told.Code, word.Told.Detail).IsKnown)
            .DistinctBy(word => SubjectOf(word)).ToList();
        if (strange.Count == 0)
        {
            return;
        }

        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        foreach (var word in strange)
        {
            var cases = await CaseBook.OfSubjectAsync(work, sites, CaseSubject.Parcel, SubjectOf(word), cancellationToken);
            if (!cases.Live.Any())
            {
                cases.Open(CaseSubject.Parcel, SubjectOf(word), null, new(ExceptionCode.CourierCodeUnknown, null, null, new Dictionary<string, string>
                {
                    ["courier"] = word.Courier, ["code"] = TrackingCodes.Fold(word.Told.Code), ["detail"] = TrackingCodes.Fold(word.Told.Detail),
                    ["tracking"] = word.Told.Tracking, ["message"] = word.Message?.ToString() ?? "",
                }));
            }
        }
    }

    internal static async Task<TrackingCodes> CodesAsync(Work work, CancellationToken cancellationToken) => new(
        (await work.Db.Database.SqlQuery<MappedCode>($"select kind, code, detail, state from courier_code").ToListAsync(cancellationToken))
            .Select(row => new CodeRow(Enum.Parse<CourierKind>(row.Kind, ignoreCase: true), row.Code, row.Detail, row.State is { } state ? Enum.Parse<ParcelState>(state, ignoreCase: true) : null)));

    private RoadNews NewsOf(Standing parcel, ParcelRoad road, List<Word> words, TrackingCodes codes, string currency)
    {
        List<(Word Word, HeardState State)> said =
        [
            .. words.Select(word => (word, State: couriers.Find(word.Courier) is { } courier ? codes.Read(courier.Kind, word.Code, word.Detail).State : null))
                .Where(pair => pair.State is not null).Select(pair => (pair.word, new HeardState(pair.word.Id, pair.State!.Value, pair.word.HappenedAt))),
        ];
        var foremost = TrackingRank.Foremost(said.Select(pair => pair.State), road.BelievedAt);
        var failed = said.Where(pair => pair.State.State == ParcelState.AttemptFailed).ToList();
        var since = foremost?.State == parcel.State ? foremost.HappenedAt : parcel.StateSince;
        var cash = said.Where(pair => pair.State.State == ParcelState.Delivered && pair.Word.Cash is not null).Select(pair => pair.Word).MaxBy(word => word.HappenedAt)?.Cash;
        return new(
            parcel.OrderId, parcel.Id, foremost, failed.Select(pair => pair.State.HappenedAt).Distinct().Count(),
            failed.Select(pair => pair.Word).MaxBy(word => word.HappenedAt)?.Reason is { } reason ? Enum.Parse<AttemptReason>(reason, ignoreCase: true) : null,
            said.Exists(pair => (road.BelievedAt is null || pair.State.HappenedAt > road.BelievedAt)
                && TrackingRank.Contradicts(foremost is { } one && TrackingRank.Of(one.State) > TrackingRank.Of(parcel.State) ? one.State : parcel.State, pair.State, since)),
            cash is { } amount ? Money.From(amount, currency).Minor : null);
    }

    /// <summary>Whether anything follows from it; most words only say that a parcel is still where it was.</summary>
    private static bool Matters(RoadNews news, Standing parcel, ParcelRoad road) =>
        news.Contradicted || news.Attempts > road.Attempts
        || (news.Says is { } says && says.State != parcel.State && TrackingRank.Of(says.State) >= TrackingRank.Of(parcel.State) && TrackingRank.MoveTo(says.State) is not null);

    private DateTimeOffset? NextLook(Standing parcel, DateTimeOffset now) =>
        parcel.Courier is { } key && couriers.Find(key) is { } courier ? now + RoadRules.LookEvery(parcel.State, courier.PollSeconds) : null;

    private static string SubjectOf(HeardWord word) =>
        $"{word.Courier}/{TrackingCodes.Fold(word.Told.Code)}{(word.Told.Detail.Length > 0 ? "/" + TrackingCodes.Fold(word.Told.Detail) : "")}";

    private static Task<List<Word>> WordsAsync(Work work, Guid[] parcels, CancellationToken cancellationToken) => work.Db.Database.SqlQuery<Word>($"""
        select e.parcel_id, e.id, e.courier, e.code, e.detail, e.happened_at, e.reason, e.cash from tracking_event e where e.parcel_id = any({parcels})
        union all
        select l.parcel_id, e.id, e.courier, e.code, e.detail, e.happened_at, e.reason, e.cash
        from tracking_link l join tracking_event e on e.courier = l.courier and e.tracking = l.tracking and e.parcel_id is null where l.parcel_id = any({parcels})
        """).ToListAsync(cancellationToken);

    private sealed record Standing(Guid Id, Guid OrderId, ParcelState State, DateTimeOffset StateSince, string? Courier);

    private sealed record Word(Guid ParcelId, Guid Id, string Courier, string Code, string Detail, DateTimeOffset HappenedAt, string? Reason, decimal? Cash);

    private sealed record MappedCode(string Kind, string Code, string Detail, string? State);
}

using ControlTower.Data;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace ControlTower.Shipping.Road;

/// <summary>A courier's word, and how we came by it.</summary>
/// <param name="Reason">Why an attempt failed, where our own driver says so; null: it is read from the courier's text.</param>
internal sealed record HeardWord(string Courier, ToldEvent Told, RoadSource Source, Guid? Message, AttemptReason? Reason = null);

/// <summary>What a new word is about.</summary>
/// <param name="Parcel">Null: no parcel has its number.</param>
internal sealed record NewWord(HeardWord Word, Guid Id, Guid? Parcel);

/// <summary>Writes couriers' words down, each once: the same code at the same time and place is the same word, however often it comes.</summary>
internal static class TrackingLedger
{
    /// <returns>Those that were not known yet.</returns>
    public static async Task<List<NewWord>> WriteAsync(Work work, IReadOnlyList<HeardWord> heard, CancellationToken cancellationToken)
    {
        if (heard.Count == 0)
        {
            return [];
        }

        var parcels = await ParcelsOfAsync(work, [.. heard.Select(word => word.Told.Tracking).Distinct()], cancellationToken);
        var told = heard.Select(word => new NewWord(word, Guid.CreateVersion7(work.Now), ParcelOf(parcels, word))).ToList();
        var kept = await InsertAsync(work, told, cancellationToken);
        List<NewWord> fresh = [.. told.Where(word => kept.Contains(word.Id))];
        var roads = await RoadBook.RoadsAsync(work, [.. fresh.Select(word => word.Parcel).OfType<Guid>().Distinct()], cancellationToken);
        foreach (var word in fresh.Where(word => word.Parcel is not null))
        {
            roads[word.Parcel!.Value].Hear(word.Word.Told.HappenedAt, word.Word.Told.Place, word.Word.Told.ExpectedAt, work.Now);
        }

        return fresh;
    }

    /// <summary>Couriers use numbers again after months: of several parcels it is the youngest that was there when it happened.</summary>
    private static Guid? ParcelOf(ILookup<(string Courier, string Tracking), NumberedParcel> parcels, HeardWord word)
    {
        var same = parcels[(word.Courier, word.Told.Tracking)].OrderByDescending(parcel => parcel.OpenedAt).ToList();
        return (same.Find(parcel => parcel.OpenedAt <= word.Told.HappenedAt.AddDays(1)) ?? same.LastOrDefault())?.Id;
    }

    private static async Task<ILookup<(string, string), NumberedParcel>> ParcelsOfAsync(Work work, string[] trackings, CancellationToken cancellationToken) =>
        (await work.Db.Database.SqlQuery<NumberedParcel>($"""
            select id, courier, tracking, opened_at from parcel where tracking = any({trackings}) and courier is not null
            union all
            select p.id, l.courier, l.tracking, p.opened_at from tracking_link l join parcel p on p.id = l.parcel_id where l.tracking = any({trackings})
            """).ToListAsync(cancellationToken)).ToLookup(parcel => (parcel.Courier, parcel.Tracking));

    private static async Task<HashSet<Guid>> InsertAsync(Work work, List<NewWord> words, CancellationToken cancellationToken)
    {
        await using var insert = (NpgsqlCommand)work.Db.Database.GetDbConnection().CreateCommand();
        insert.CommandText = """
            insert into tracking_event (id, courier, tracking, parcel_id, code, detail, text, happened_at, offset_minutes, place, reason, cash, source, message_id, heard_at)
            select *, $15 from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing returning id
            """;
        Add(NpgsqlDbType.Uuid, word => word.Id);
        Add(NpgsqlDbType.Text, word => word.Word.Courier);
        Add(NpgsqlDbType.Text, word => word.Word.Told.Tracking);
        Add(NpgsqlDbType.Uuid, word => word.Parcel);
        Add(NpgsqlDbType.Text, word => TrackingCodes.Fold(word.Word.Told.Code));
        Add(NpgsqlDbType.Text, word => TrackingCodes.Fold(word.Word.Told.Detail));
        Add(NpgsqlDbType.Text, word => word.Word.Told.Text);
        Add(NpgsqlDbType.TimestampTz, word => word.Word.Told.HappenedAt.ToUniversalTime());
        Add(NpgsqlDbType.Integer, word => word.Word.Told.OffsetMinutes);
        Add(NpgsqlDbType.Text, word => word.Word.Told.Place);
        Add(NpgsqlDbType.Text, word => Spell(word.Word.Reason ?? AttemptReasons.Of($"{word.Word.Told.Text} {word.Word.Told.Detail}")));
        Add(NpgsqlDbType.Numeric, word => word.Word.Told.Cash);
        Add(NpgsqlDbType.Text, word => Spell(word.Word.Source));
        Add(NpgsqlDbType.Uuid, word => word.Word.Message);
        insert.Parameters.Add(new() { Value = work.Now });
        var kept = new HashSet<Guid>();
        await using var reader = await insert.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            kept.Add(reader.GetGuid(0));
        }

        return kept;

        void Add<T>(NpgsqlDbType type, Func<NewWord, T> column) => insert.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = words.Select(column).ToArray() });
    }

    private static string Spell<TEnum>(TEnum value)
        where TEnum : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private sealed record NumberedParcel(Guid Id, string Courier, string Tracking, DateTimeOffset OpenedAt);
}

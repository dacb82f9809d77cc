using Npgsql;

namespace ControlTower.Journal;

/// <param name="Entries">How many were walked.</param>
/// <param name="FirstBroken">Null: the chain holds.</param>
public sealed record ChainVerdict(bool Healthy, long Entries, ChainBreak? FirstBroken);

public sealed record ChainBreak(long Position, string Why);

/// <summary>Walks the audit chain from the first entry to the last and names the first one that does not fit.</summary>
public sealed class ChainCheck(NpgsqlDataSource database)
{
    /// <param name="after">Position whose hash is trusted; 0: from the start.</param>
    public async Task<ChainVerdict> VerifyAsync(long after, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var hash = after == 0 ? ChainHash.Start : await HashAtAsync(connection, after, cancellationToken) ?? ChainHash.Start;
        await using var walk = new NpgsqlCommand($"""
            select p.pos, p.hash, j.id is not null, {ChainHash.EntryText}
            from journal_position p left join journal j on j.id = p.entry where p.pos > $1 order by p.pos
            """, connection) { Parameters = { new() { Value = after } }, CommandTimeout = 300 };
        await using var reader = await walk.ExecuteReaderAsync(cancellationToken);
        var expected = after;
        while (await reader.ReadAsync(cancellationToken))
        {
            var position = reader.GetInt64(0);
            if (position != ++expected)
            {
                return new(false, expected - after, new(expected, "The position is missing: an entry was removed from the feed."));
            }

            if (!reader.GetBoolean(2))
            {
                return new(false, expected - after, new(position, "The entry is missing: it was removed from the journal."));
            }

            hash = ChainHash.Next(hash, reader.GetString(3));
            if (!hash.AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(1)))
            {
                return new(false, expected - after, new(position, "The entry does not match its hash: it, or one before it, was changed."));
            }
        }

        return new(true, expected - after, null);
    }

    private static async Task<byte[]?> HashAtAsync(NpgsqlConnection connection, long position, CancellationToken cancellationToken)
    {
        await using var at = new NpgsqlCommand("select hash from journal_position where pos = $1", connection) { Parameters = { new() { Value = position } } };
        return await at.ExecuteScalarAsync(cancellationToken) as byte[];
    }
}

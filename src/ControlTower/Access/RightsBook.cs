using System.Collections.Concurrent;
using System.Collections.Frozen;
using ControlTower.Playbook.Access;
using Npgsql;

namespace ControlTower.Access;

/// <summary>
/// Who may do what, in memory on this node. The feed says when a right changed and then it is read anew; it is also read anew by itself
/// after a while. While the database is away, what was known stands: without the database nobody can do anything anyhow.
/// </summary>
public sealed class RightsBook(NpgsqlDataSource database, TimeProvider clock)
{
    private const string KeyPrefix = "hash:";
    private static readonly TimeSpan s_goodFor = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <returns>Null: there is no such person.</returns>
    public ValueTask<Rights?> OfPersonAsync(Guid person, CancellationToken cancellationToken) =>
        NowAsync(FeedKey(person), () => ReadPersonAsync(person, cancellationToken));

    /// <param name="hash">SHA-256 of the key.</param>
    /// <returns>Null: unknown or revoked.</returns>
    public ValueTask<Rights?> OfKeyAsync(byte[] hash, CancellationToken cancellationToken) =>
        NowAsync(KeyPrefix + Convert.ToHexString(hash), () => ReadKeyAsync(hash, cancellationToken));

    /// <summary>Whether this identity still is what its person is now; and that of a machine, whether its key still opens.</summary>
    public async ValueTask<bool> StandsAsync(ActorIdentity identity, CancellationToken cancellationToken) =>
        identity.IsPerson ? await OfPersonAsync(identity.Who.Id, cancellationToken) is { IsOpen: true } now && now.Epoch == identity.Epoch
        : identity.KeyHash is not { } hash || await OfKeyAsync(hash, cancellationToken) is not null;

    /// <summary>How the journal's keys name a person.</summary>
    public static string FeedKey(Guid person) => $"person:{person}";

    public void ForgetPerson(string feedKey) => Forget(feedKey);

    public void ForgetKeys()
    {
        foreach (var key in _known.Keys.Where(key => key.StartsWith(KeyPrefix, StringComparison.Ordinal)))
        {
            Forget(key);
        }
    }

    /// <summary>A new object takes the old one's place, so that a read that is under way cannot put back what it read too early.</summary>
    private void Forget(string key)
    {
        if (_known.TryGetValue(key, out var known))
        {
            _known[key] = new Known(known.Rights, DateTimeOffset.MinValue);
        }
    }

    private async ValueTask<Rights?> NowAsync(string key, Func<Task<Rights?>> read)
    {
        var now = clock.GetUtcNow();
        var known = _known.GetOrAdd(key, static _ => new Known(null, DateTimeOffset.MinValue));
        if (now - known.ReadAt < s_goodFor)
        {
            return known.Rights;
        }

        Rights? fresh = null;
        try
        {
            fresh = await read();
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException && known.Rights is not null)
        {
            return known.Rights;
        }
        finally
        {
            if (fresh is null && known.Rights is null)
            {
                _known.TryRemove(new(key, known)); // keys that somebody guesses must not fill the memory
            }
        }

        _known.TryUpdate(key, new Known(fresh, now), known);
        return fresh;
    }

    private async Task<Rights?> ReadPersonAsync(Guid person, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand("""
            select p.display_name, p.epoch, p.disabled_at is null, p.security_stamp,
                array(select role from person_role r where r.person = p.id),
                exists (select from person_role r where r.person = p.id and r.warehouses is null),
                array(select distinct w from person_role r, unnest(r.warehouses) w where r.person = p.id)
            from person p where p.id = $1
            """);
        read.Parameters.Add(new() { Value = person });
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(person, row.GetString(0), row.GetInt64(1), row.GetBoolean(2), row.IsDBNull(3) ? null : row.GetString(3), Roles(row.GetFieldValue<string[]>(4)),
                row.GetBoolean(5) ? null : row.GetFieldValue<string[]>(6).ToFrozenSet(StringComparer.Ordinal))
            : null;
    }

    private async Task<Rights?> ReadKeyAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand("select id, name, role, warehouses from machine_key where hash = $1 and revoked_at is null");
        read.Parameters.Add(new() { Value = hash });
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(row.GetGuid(0), row.GetString(1), 0, true, null, Roles([row.GetString(2)]),
                row.IsDBNull(3) ? null : row.GetFieldValue<string[]>(3).ToFrozenSet(StringComparer.Ordinal))
            : null;
    }

    private static FrozenSet<Role> Roles(string[] spelled) => spelled.Select(role => Enum.Parse<Role>(role, ignoreCase: true)).ToFrozenSet();

    private sealed class Known(Rights? rights, DateTimeOffset readAt)
    {
        public Rights? Rights => rights;

        public DateTimeOffset ReadAt => readAt;
    }
}

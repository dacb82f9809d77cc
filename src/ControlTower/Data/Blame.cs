using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ControlTower.Data;

/// <summary>Tells a fault of what was carried (a bug, a value that the schema refuses) from a database that is away for a moment.</summary>
public static class Blame
{
    /// <returns>True where trying again would fail again: the row itself is at fault.</returns>
    public static bool IsOfTheRow(Exception failure) =>
        failure is DbUpdateException or InvalidOperationException or ArgumentException or OverflowException or PostgresException
        && !Chain(failure).Any(cause => cause is TimeoutException or IOException or NpgsqlException { IsTransient: true } or NpgsqlException and not PostgresException);

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}

using ControlTower.Access;
using Npgsql;

namespace ControlTower.Screens;

/// <summary>Where a visitor works: the one warehouse of their scope, else all, in the zone of the first one.</summary>
public sealed class VisitorPlace(SitePlaces sites, IHttpContextAccessor visit) : ICurrentPlace
{
    // A circuit is opened by the visitor's own request; what they work for is fixed with it.
    private readonly Place _now = sites.For(visit.HttpContext?.FindActor()?.Warehouses);

    public Place Now => _now;
}

/// <summary>The warehouses as places. They change rarely, so that they are read again after a while only.</summary>
public sealed class SitePlaces(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private IReadOnlyList<Place> _places = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>What people call a warehouse; its key where there is no such warehouse (any more).</summary>
    public string NameOf(string key) => Read().FirstOrDefault(place => place.Key == key)?.Name ?? key;

    /// <param name="scope">Keys of warehouses; null: all.</param>
    public Place For(IReadOnlySet<string>? scope)
    {
        Place[] mine = [.. Read().Where(place => scope is null || scope.Contains(place.Key!))];
        return mine switch
        {
            [] => new(null, null, "UTC", TimeZoneInfo.Utc),
            [var only] => only,
            [var first, ..] => first with { Key = null, Name = null, Town = TownOf(first.Zone) },
        };
    }

    /// <summary>Of several warehouses none gives its town to the clock, but their zone does: "Africa/Cairo".</summary>
    private static string TownOf(TimeZoneInfo zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private IReadOnlyList<Place> Read()
    {
        lock (_gate)
        {
            if (clock.GetUtcNow() - _readAt < s_kept && _places.Count > 0)
            {
                return _places;
            }

            try
            {
                using var read = database.CreateCommand("select key, name, city, time_zone from warehouse where is_on order by key");
                using var reader = read.ExecuteReader();
                var places = new List<Place>();
                while (reader.Read())
                {
                    places.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), TimeZoneInfo.FindSystemTimeZoneById(reader.GetString(3))));
                }

                (_places, _readAt) = (places, clock.GetUtcNow());
            }
            catch (NpgsqlException)
            {
                // A page without the database still opens, with what was known before.
            }

            return _places;
        }
    }
}

using Npgsql;

namespace ControlTower.Data;

/// <summary>How the tower reaches its database: as the user that works in it, and as the owner who may change its schema.</summary>
/// <param name="Embedded">The tower's own PostgreSQL, where no database was given.</param>
public sealed record TowerConnections(string App, string Owner, EmbeddedPostgres? Embedded) : IAsyncDisposable
{
    private const int PoolMax = 40;
    private const int IntakePoolMax = 8;
    private const int LookupPoolMax = 8;
    private const int FloorPoolMax = 12;
    private const int StatementsKept = 40;

    /// <summary>A hundred who come at once to a tower that has just started wait in line for a connection, and are served.</summary>
    private const int WaitSeconds = 10;

    /// <summary>A shop sends again by itself, and sooner knows better; who listens looks every second anyway.</summary>
    private const int QuickSeconds = 3;

    /// <summary>For steps, boards and screens.</summary>
    public NpgsqlDataSource Open() => Build(App, PoolMax);

    /// <summary>For intake alone, so that nothing else can starve it.</summary>
    public NpgsqlDataSource OpenForIntake() => Build(App, IntakePoolMax);

    /// <summary>
    /// For look-ups that are short and always the same: each statement is planned once for a connection and kept. Planning the search takes
    /// several times as long as doing it. Only for statements whose plan is good for every value.
    /// </summary>
    public NpgsqlDataSource OpenForLookups() => Build(App, LookupPoolMax, keepsPlans: true);

    /// <summary>For the scans of the floor: few statements, always the same, many times a second, each waited for by somebody with goods in hand.</summary>
    public NpgsqlDataSource OpenForFloor() => Build(App, FloorPoolMax, keepsPlans: true);

    /// <summary>For the one connection that listens; a half-open one is found within seconds.</summary>
    public NpgsqlDataSource OpenForListening() => Build(App, poolMax: null);

    public ValueTask DisposeAsync() => Embedded?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static NpgsqlDataSource Build(string connection, int? poolMax, bool keepsPlans = false)
    {
        var given = new NpgsqlConnectionStringBuilder(connection);
        var settings = new NpgsqlConnectionStringBuilder(connection)
        {
            Timeout = given.ContainsKey("Timeout") ? given.Timeout : poolMax == PoolMax ? WaitSeconds : QuickSeconds,
            CommandTimeout = given.ContainsKey("Command Timeout") ? given.CommandTimeout : 15,
            CancellationTimeout = 500,
            KeepAlive = poolMax is null ? 2 : 5,
            TcpKeepAlive = true,
            Pooling = poolMax is not null,
            MaxPoolSize = poolMax ?? 1,
            ApplicationName = "tower",
            // Reading a whole board looks dear to the planner, and compiling it takes longer than reading: without jit it is twice as fast.
            Options = $"{given.Options} -c jit=off -c lock_timeout=5s -c idle_in_transaction_session_timeout=15s{(keepsPlans ? " -c plan_cache_mode=force_generic_plan" : "")}".Trim(),
            MaxAutoPrepare = keepsPlans ? StatementsKept : 0,
            AutoPrepareMinUsages = 2,
        };
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}

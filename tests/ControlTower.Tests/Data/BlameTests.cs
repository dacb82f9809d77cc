using ControlTower.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ControlTower.Tests.Data;

public sealed class BlameTests
{
    [Fact]
    public void A_value_that_the_schema_refuses_is_the_rows_fault() =>
        Assert.True(Blame.IsOfTheRow(new DbUpdateException("refused", new PostgresException("check", "ERROR", "ERROR", PostgresErrorCodes.CheckViolation))));

    [Fact]
    public void A_bug_in_a_rule_is_the_rows_fault() => Assert.True(Blame.IsOfTheRow(new InvalidOperationException("a rule broke")));

    [Fact]
    public void A_database_that_is_away_is_nobodys_fault_however_it_is_wrapped()
    {
        var away = new NpgsqlException("Failed to connect", new System.Net.Sockets.SocketException(111));
        Assert.False(Blame.IsOfTheRow(away));
        Assert.False(Blame.IsOfTheRow(new InvalidOperationException("likely due to a transient failure", away)));
        Assert.False(Blame.IsOfTheRow(new DbUpdateException("not saved", new PostgresException("shutdown", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown))));
    }
}

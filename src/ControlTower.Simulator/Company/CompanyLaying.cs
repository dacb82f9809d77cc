namespace ControlTower.Simulator.Company;

/// <summary>Lays the company once, beside everything else, when the tower is there.</summary>
internal sealed class CompanyLaying(DemoCompany company) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => company.LayAsync(stoppingToken);
}

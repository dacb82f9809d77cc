using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ControlTower.Settings;

/// <summary>The company's limits as they are in force: what a manager set on screen, else the first values of the settings.</summary>
public sealed class Limits(IOptions<RulesOptions> first)
{
    private Dictionary<string, string> _set = [];

    public int UnpaidHoldMinutes => Int(nameof(UnpaidHoldMinutes), first.Value.UnpaidHoldMinutes);

    public decimal RefundApprovalAbove => Amount(nameof(RefundApprovalAbove), first.Value.RefundApprovalAbove);

    public decimal WriteOffApprovalAbove => Amount(nameof(WriteOffApprovalAbove), first.Value.WriteOffApprovalAbove);

    public decimal HighValueAbove => Amount(nameof(HighValueAbove), first.Value.HighValueAbove);

    public int PhoneCancelsMax => Int(nameof(PhoneCancelsMax), first.Value.PhoneCancelsMax);

    public int AddressScoreMin => Int(nameof(AddressScoreMin), first.Value.AddressScoreMin);

    /// <summary>Reads what is set; the conveyor does before each round, so a change is in force within a second.</summary>
    public async Task LoadAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand("select key, value from setting where key like 'Rules.%'");
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        var set = new Dictionary<string, string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            set[reader.GetString(0)["Rules.".Length..]] = reader.GetString(1);
        }

        _set = set;
    }

    private int Int(string key, int otherwise) => _set.TryGetValue(key, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private decimal Amount(string key, decimal otherwise) =>
        _set.TryGetValue(key, out var text) && decimal.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}

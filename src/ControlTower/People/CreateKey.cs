using System.Text.Json.Serialization;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.People;

/// <summary>A machine may come in, in one role.</summary>
/// <param name="Key">Id of the key, new with every request: only the request that made it may show its secret.</param>
/// <param name="Warehouses">Null: all.</param>
/// <param name="Hash">SHA-256 of the secret, which is shown once and kept nowhere.</param>
public sealed record CreateKey(
    Guid CommandId, Actor By, [property: JsonIgnore] Guid Key, string Name, Role Role, IReadOnlyList<string>? Warehouses,
    [property: JsonIgnore] byte[] Hash) : ICommand
{
    public static Duty Needs => Duty.Administer;
}

public sealed class CreateKeyHandler(CommitGate gate)
{
    private const int NameCharsMax = 80;
    private const int WarehousesMax = 50;
    private const int WarehouseCharsMax = 40;

    public Task<Outcome<Committed<KeyCreated>>> HandleAsync(CreateKey command, CancellationToken cancellationToken) =>
        gate.CommitAsync<CreateKey, KeyCreated>(command, work => Task.FromResult(Create(work, command)), cancellationToken);

    private static Outcome<KeyCreated> Create(Work work, CreateKey command)
    {
        if (string.IsNullOrWhiteSpace(command.Name) || command.Name.Length > NameCharsMax || command.Name.Any(char.IsControl))
        {
            return PeopleRefusals.NameInvalid();
        }

        if (command.Warehouses is { } warehouses && (warehouses.Count is 0 or > WarehousesMax || warehouses.Any(key => key.Length is 0 or > WarehouseCharsMax)))
        {
            return PeopleRefusals.WarehouseInvalid();
        }

        work.Db.Add(new MachineKey
        {
            Id = command.Key, Name = command.Name.Trim(), Role = command.Role, Warehouses = command.Warehouses?.ToArray(), Hash = command.Hash,
            CreatedAt = work.Now, CreatedBy = work.By.Id,
        });
        return new KeyCreated(command.Key, command.Name.Trim(), command.Role, command.Warehouses);
    }
}

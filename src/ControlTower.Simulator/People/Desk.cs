using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>A member of staff at the tower's doors, with the key of their role.</summary>
/// <param name="role">As the tower spells it.</param>
/// <param name="name">By role and number.</param>
public sealed class Desk(string role, string name, TowerClient tower, StaffKeys keys)
{
    public string Role => role;

    public string Name => name;

    public Task<TowerAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        AsMeAsync(key => tower.GetAsync(path, key, cancellationToken), cancellationToken);

    public Task<TowerAnswer> PostAsync(string path, object body, CancellationToken cancellationToken) =>
        PostAsync(path, Guid.CreateVersion7(), body, cancellationToken);

    public Task<TowerAnswer> PostAsync(string path, Guid command, object body, CancellationToken cancellationToken) =>
        AsMeAsync(key => tower.PostAsync(path, key, command, body, cancellationToken), cancellationToken);

    public Task<TowerAnswer> PostAsync(string path, Guid command, Func<HttpContent> content, CancellationToken cancellationToken) =>
        AsMeAsync(key => tower.PostAsync(path, key, command, content, cancellationToken), cancellationToken);

    private async Task<TowerAnswer> AsMeAsync(Func<string, Task<TowerAnswer>> ask, CancellationToken cancellationToken)
    {
        if (await keys.FindAsync(role, name, cancellationToken) is not { } key)
        {
            return TowerAnswer.Away;
        }

        var answer = await ask(key);
        if (answer.Status == 401)
        {
            await keys.ForgetAsync(name, cancellationToken);
        }

        return answer;
    }
}

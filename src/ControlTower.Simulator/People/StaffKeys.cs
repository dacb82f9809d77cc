using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>Each member of staff has a machine key of their own role, made once by the administrator's and kept beside the ledgers.</summary>
public sealed class StaffKeys(TowerClient tower, SimSettings settings) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private Dictionary<string, string>? _keys;

    private string? File => settings.Data is null ? null : Path.Combine(settings.Data, "staff-keys.json");

    /// <param name="role">As the tower spells it: <c>orderOps</c>.</param>
    /// <param name="name">"Order Ops 1".</param>
    /// <returns>Null while the tower gives none: away, or we have no right to ask for it.</returns>
    public async Task<string?> FindAsync(string role, string name, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            _keys ??= Load();
            if (_keys.TryGetValue(name, out var known))
            {
                return known;
            }

            if (settings.Key is null)
            {
                return null;
            }

            // A new command each time: the answer to an old one would not show the key again.
            var body = new { name, role, warehouses = Company.Site.All.Select(site => site.Key) };
            var made = await tower.PostAsync("/api/v1/access/keys", settings.Key, Guid.CreateVersion7(), body, cancellationToken);
            if (made.Text("key") is not { } key)
            {
                return null;
            }

            _keys[name] = key;
            Save();
            return key;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The tower does not know it any more (revoked, or another database): a new one is asked for next time.</summary>
    public async Task ForgetAsync(string name, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_keys?.Remove(name) == true)
            {
                Save();
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private Dictionary<string, string> Load()
    {
        try
        {
            return File is { } file && System.IO.File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(System.IO.File.ReadAllText(file)) ?? [] : [];
        }
        catch (JsonException)
        {
            return []; // cut short by a kill: new keys are made
        }
    }

    private void Save()
    {
        if (File is not { } file)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, how);
        JsonSerializer.Serialize(stream, _keys);
    }
}

using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Picking;

/// <summary>
/// The wave goes to the floor: pick lists are made in walk order, and each unit gets the bin that it is taken from. Who is held by then, or whose
/// goods lie in no bin, is left behind with the reason and waits for the next wave.
/// </summary>
public sealed record ReleaseWave(Guid CommandId, Actor By, Guid Wave) : ICommand
{
    public static Duty Needs => Duty.ReleaseWaves;
}

public sealed class ReleaseWaveHandler(CommitGate gate, WaveRelease release)
{
    /// <returns>Or <c>waves.unknown</c>, <c>access.scope</c>, <c>waves.state</c>, <c>waves.nothing-to-release</c>.</returns>
    public Task<Outcome<Committed<WaveReleased>>> HandleAsync(ReleaseWave command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ReleaseWave, WaveReleased>(command, work => release.DecideAsync(work, command.Wave, cancellationToken), cancellationToken);
}

using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>Orders will miss their truck because they are not on the floor: the wave that holds them is released. The case closes when they will make it.</summary>
internal sealed class ReleaseForTruck(WaveRelease release) : SubjectAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.ReleaseWave];

    public override Duty? AlsoNeeds => Duty.ReleaseWaves;

    public override async Task<Refusal?> PerformAsync(ActionContext context, ExceptionCase one)
    {
        var asked = context.Text("wave") ?? "";
        var number = asked.StartsWith("W-", StringComparison.OrdinalIgnoreCase) && long.TryParse(asked[2..], out var running) ? running : -1;
        var id = Guid.TryParse(asked, out var given) ? given : Guid.Empty;
        var wave = await context.Db.Waves.AsNoTracking().Where(wave => wave.Id == id || wave.Number == number).Select(wave => wave.Id).FirstOrDefaultAsync(context.Cancellation);
        if (wave == Guid.Empty)
        {
            return WaveRefusals.Unknown(asked.Length <= 40 ? asked : asked[..40]);
        }

        if (!(await release.DecideAsync(context.Work, wave, context.Cancellation)).Decided(out var released, out var refused))
        {
            return refused;
        }

        context.Work.Also(released);
        return null;
    }
}

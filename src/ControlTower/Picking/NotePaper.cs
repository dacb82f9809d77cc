using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Picking;

/// <summary>What follows on this list is entered from paper, by hand, and this is why. The acts themselves are those of a scanner.</summary>
public sealed record NotePaper(Guid CommandId, Actor By, Guid List, string Why) : ICommand
{
    public static Duty Needs => Duty.Pick;

    public static bool DemandsWhy => true;
}

public sealed class NotePaperHandler(CommitGate gate)
{
    /// <returns>Or <c>access.why-missing</c>, and what any act on a list may be refused with.</returns>
    public Task<Outcome<Committed<ListOnPaper>>> HandleAsync(NotePaper command, CancellationToken cancellationToken) =>
        gate.CommitAsync<NotePaper, ListOnPaper>(command, async work =>
            (await ListDesk.MineAsync(work, command.List, cancellationToken)).Decided(out var list, out var refused) ? new ListOnPaper(list.Id, list.Number) : refused, cancellationToken);
}

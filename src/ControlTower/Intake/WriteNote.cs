using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>Write something on an order, for colleagues. It moves nothing, so it may be done at any time.</summary>
public sealed record WriteNote(Guid CommandId, Actor By, Guid Order, string Text) : ICommand
{
    public static Duty Needs => Duty.WriteNotes;
}

public sealed class WriteNoteHandler(CommitGate gate, OrderDesk desk)
{
    public const int CharsMax = 4_000;

    /// <returns>Or <c>orders.unknown</c>, <c>orders.note-missing</c>.</returns>
    public Task<Outcome<Committed<NoteWritten>>> HandleAsync(WriteNote command, CancellationToken cancellationToken) =>
        gate.CommitAsync<WriteNote, NoteWritten>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);

    private async Task<Outcome<NoteWritten>> DecideAsync(Work work, WriteNote command, CancellationToken cancellationToken)
    {
        if (!(await LockedOrder.FindAsync(work, command.Order, desk, cancellationToken)).Decided(out var order, out var refused))
        {
            return refused;
        }

        var text = command.Text.Trim() is { Length: > CharsMax } longer ? longer[..CharsMax] : command.Text.Trim();
        if (text.Length == 0)
        {
            return OrderRefusals.NoteMissing();
        }

        work.Db.OrderNotes.Add(new OrderNote(Guid.CreateVersion7(work.Now), order.Id, work.Now, work.By.Id, work.By.Name, text));
        return new NoteWritten(order.Id, desk.NumberOf(order), new { Text = text });
    }
}

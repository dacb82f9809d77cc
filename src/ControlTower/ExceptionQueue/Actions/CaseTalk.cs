using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>A note for colleagues; or the customer is asked, which whoever writes messages hears of. The case stays open.</summary>
internal sealed class CaseTalk : OrderAction
{
    private const int NoteCharsMax = 2_000;

    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Note, CaseAction.AskCustomer];

    public override bool ChangesOrder => false;

    public override bool GoesBack => false;

    public override Task<Refusal?> PrepareAsync(ActionContext context) => Task.FromResult(
        context.Action != CaseAction.Note ? null
        : context.Text("text") is not { } text ? CaseRefusals.ValueMissing("text", "Write what colleagues should know.")
        : text.Length > NoteCharsMax ? CaseRefusals.ValueMissing("text", $"Keep it under {NoteCharsMax} characters.")
        : null);

    public override Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        if (context.Action == CaseAction.Note)
        {
            var (work, text) = (context.Work, context.Text("text")!);
            work.Db.OrderNotes.Add(new OrderNote(Guid.CreateVersion7(work.Now), order.Id, work.Now, work.By.Id, work.By.Name, text));
            work.Also(new NoteWritten(order.Id, context.Desk.NumberOf(order), NewPersonal: new { Text = text }));
        }

        return Task.CompletedTask;
    }
}

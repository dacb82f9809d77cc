using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>What the work at the dock proves of the intake's checklist.</summary>
internal static class IntakeTicks
{
    public static Task ReceivedAsync(Work work, ReturnCase one, CancellationToken cancellationToken) => TickAsync(work, one, IntakeChecklist.Received, cancellationToken);

    /// <summary>The last unit has its condition and place, and the money was asked for where some is owed.</summary>
    public static async Task GradedAsync(Work work, ReturnCase one, CancellationToken cancellationToken)
    {
        await TickAsync(work, one, IntakeChecklist.Graded, cancellationToken);
        await TickAsync(work, one, IntakeChecklist.Money, cancellationToken);
        var earlier = await work.Db.ReturnGrades.AsNoTracking().Where(grade => grade.ReturnId == one.Id).Select(grade => new { grade.Grade, grade.Photo }).ToListAsync(cancellationToken);
        var now = work.Db.ReturnGrades.Local.Where(grade => grade.ReturnId == one.Id).Select(grade => (grade.Grade, grade.Photo));
        if (IntakeChecklist.HasProof([.. earlier.Select(grade => (grade.Grade, grade.Photo)), .. now]))
        {
            await TickAsync(work, one, IntakeChecklist.Photo, cancellationToken);
        }
    }

    private static Task TickAsync(Work work, ReturnCase one, string step, CancellationToken cancellationToken) =>
        Checklists.TickAsync(work, IntakeChecklist.Slug, JournalKeys.Return(one.Id), step, cancellationToken);
}

using ControlTower.Playbook.Sops;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Ticks of checklists. The work itself ticks them, in its own transaction; a step that is ticked already stays as it was.</summary>
internal static class Checklists
{
    /// <param name="subject">What the steps were done for, as in the journal: <c>parcel:{id}</c>.</param>
    public static Task TickAsync(Work work, string slug, string subject, string step, CancellationToken cancellationToken) =>
        work.Db.Database.ExecuteSqlAsync($"""
            insert into sop_run (id, slug, version, subject, step, ticked_at, by)
            select {Guid.CreateVersion7(work.Now)}, {slug}, (select max(version) from sop_version where slug = {slug}), {subject}, {step}, {work.Now}, {work.By.Id}
            on conflict (slug, subject, step) do nothing
            """, cancellationToken);

    /// <summary>The work was undone, so these steps are to be done again.</summary>
    public static Task UntickAsync(Work work, string slug, string subject, IReadOnlyCollection<string> steps, CancellationToken cancellationToken)
    {
        var undone = steps.ToArray();
        return work.Db.SopRuns.Where(run => run.Slug == slug && run.Subject == subject && undone.Contains(run.Step)).ExecuteDeleteAsync(cancellationToken);
    }
}

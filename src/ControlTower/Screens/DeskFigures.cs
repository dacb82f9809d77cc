using ControlTower.Access;
using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using ControlTower.Intake;
using ControlTower.Live;
using ControlTower.Notifications.Inbound;
using ControlTower.Returns;
using ControlTower.Screens.Layouts;
using ControlTower.Screens.OrderOps;
using ControlTower.Screens.Parts;

namespace ControlTower.Screens;

/// <summary>The counts in one visitor's navigation, each the very number that its screen opens with: orders that need somebody now, those with an exception, customers who wait for an answer, and refunds that wait for a yes.</summary>
public sealed class DeskFigures(IBoard<InboxRow> inbox, IBoard<CaseRow> cases, IBoard<ConversationRow> talks, IBoard<ReturnRow> returns, ActorSource visitor, Limits limits, TimeProvider clock) : INavFigures
{
    public IReadOnlyDictionary<string, NavFigure> Now { get; private set; } = new Dictionary<string, NavFigure>();

    /// <summary>Counting takes a walk over the board, and a navigation is read in passing: once a second is enough.</summary>
    public IDisposable Watch(Func<Task> changed)
    {
        var watches = new[] { inbox.Watch(_ => LookAsync(changed), Pacer.Wall), cases.Watch(_ => LookAsync(changed), Pacer.Wall), talks.Watch(_ => LookAsync(changed), Pacer.Wall), returns.Watch(_ => LookAsync(changed), Pacer.Wall) };
        _ = BeginAsync(changed);
        return new Watches(watches);
    }

    private async Task BeginAsync(Func<Task> changed)
    {
        await CountAsync();
        await changed();
    }

    private async Task LookAsync(Func<Task> changed)
    {
        if (await CountAsync())
        {
            await changed();
        }
    }

    /// <returns>Whether anything reads differently now.</returns>
    private async Task<bool> CountAsync()
    {
        if (!inbox.IsLoaded || await visitor.FindAsync() is not { } who)
        {
            return false;
        }

        var (now, filter) = (clock.GetUtcNow(), new InboxFilter(InboxTab.Now, null, null, who.Warehouses, limits.HighValueAbove));
        InboxRow[] mine = [.. inbox.View.Rows.Where(filter.IsMine)];
        CaseRow[] open = [.. cases.View.Rows.Where(row => row.State == CaseState.Open && row.IsSeenBy(who))];
        var figures = new Dictionary<string, NavFigure>
        {
            ["/inbox"] = new(mine.Count(row => filter.IsIn(InboxTab.Now, row, now))),
            ["/messages"] = new(talks.View.Rows.Count(row => row.UnansweredSince is not null)),
            ["/exceptions"] = new(CaseFilter.OrdersIn(open), open.Any(row => row.DueAt < now) ? FloorState.Late : null),
        };
        if (returns.View.Rows.Count(row => row.WaitsForYes && who.Sees(row.Warehouse)) is > 0 and var waiting)
        {
            figures["/overview"] = new(waiting);
        }

        var isOther = figures.Count != Now.Count || figures.Any(pair => Now.GetValueOrDefault(pair.Key) != pair.Value);
        Now = figures;
        return isOther;
    }

    private sealed class Watches(IReadOnlyList<IDisposable> all) : IDisposable
    {
        public void Dispose()
        {
            foreach (var one in all)
            {
                one.Dispose();
            }
        }
    }
}

using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Settings;
using ControlTower.Intake;
using ControlTower.Live;
using ControlTower.Screens.Layouts;
using ControlTower.Screens.OrderOps;
using ControlTower.Screens.Parts;

namespace ControlTower.Screens;

/// <summary>The counts in one visitor's navigation: orders that need somebody now, and open cases about orders.</summary>
public sealed class DeskFigures(IBoard<InboxRow> inbox, ActorSource visitor, Limits limits, TimeProvider clock) : INavFigures
{
    public IReadOnlyDictionary<string, NavFigure> Now { get; private set; } = new Dictionary<string, NavFigure>();

    /// <summary>Counting takes a walk over the board, and a navigation is read in passing: once a second is enough.</summary>
    public IDisposable Watch(Func<Task> changed)
    {
        var watch = inbox.Watch(async view =>
        {
            if (await CountAsync(view))
            {
                await changed();
            }
        }, Pacer.Wall);
        _ = BeginAsync(changed);
        return watch;
    }

    private async Task BeginAsync(Func<Task> changed)
    {
        await CountAsync(inbox.View);
        await changed();
    }

    /// <returns>Whether anything reads differently now.</returns>
    private async Task<bool> CountAsync(BoardView<InboxRow> view)
    {
        if (!inbox.IsLoaded || await visitor.FindAsync() is not { } who)
        {
            return false;
        }

        var (now, filter) = (clock.GetUtcNow(), new InboxFilter(InboxTab.Now, null, null, who.Warehouses, limits.HighValueAbove));
        InboxRow[] mine = [.. view.Rows.Where(filter.IsMine)];
        var hasLate = mine.Any(row => row.CaseId is not null && row.DueAt < now);
        var figures = new Dictionary<string, NavFigure>
        {
            ["/inbox"] = new(mine.Count(row => filter.IsIn(InboxTab.Now, row, now))),
            ["/exceptions"] = new(mine.Sum(row => (long)row.Cases), hasLate ? FloorState.Late : null),
        };
        var isOther = figures.Any(pair => Now.GetValueOrDefault(pair.Key) != pair.Value);
        Now = figures;
        return isOther;
    }
}

using ControlTower.ExceptionQueue;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using Microsoft.AspNetCore.Components;

namespace ControlTower.Screens.OrderOps;

/// <summary>Which lines stand there, and which of them is at hand.</summary>
public sealed partial class CaseDesk
{
    /// <summary>What was solved here is not shown again until the board has had time to say the same.</summary>
    private static readonly TimeSpan s_leaves = TimeSpan.FromSeconds(5);

    private void Take(bool isWorking)
    {
        var now = Clock.GetUtcNow();
        foreach (var (id, _) in _left.Where(left => now - left.Value >= s_leaves).ToList())
        {
            _left.Remove(id);
        }

        CaseRow[] passing = [.. View.Rows.Where(row => Filter.Passes(row) && !_left.ContainsKey(row.Id))];
        Count(passing, now);
        var isFixed = isWorking && _lines.Shown.Count > 0;
        _next = _here is null ? _next : _lines.After(_here)?.Key;
        _lines.Take(Filter.Show(passing, isFixed ? _lines.Places : null), isFixed, First);
        _isOver &= _lines.Shown.Count > 0; // a list that went away under the pointer never says that the pointer left
        if (_here is not null && _lines.Shown.All(entry => entry.Key != _here))
        {
            // It stands in another line now, or somebody solved it: then nothing is at hand, and no key acts on a stranger.
            _here = _lines.Shown.FirstOrDefault(entry => entry.Rows.Any(row => row.Id == _hereCase))?.Key;
        }

        _marked.IntersectWith(_lines.Shown.Select(entry => entry.Key));
        Find();
    }

    private void Count(CaseRow[] passing, DateTimeOffset now)
    {
        CaseRow[] open = [.. passing.Where(row => row.State == CaseState.Open)];
        _sums = (
            CaseFilter.OrdersIn(open), open.Select(row => row.CauseKey).Distinct().Count(), open.Count(row => row.DueAt < now),
            open.Count(row => row.Owner is null));
        _codes = [.. View.Rows.Where((Filter with { Code = null }).Passes).Select(row => row.Code).Concat(Filter.Code is { } chosen ? [chosen] : []).Distinct().Order()];
        foreach (var tab in Enum.GetValues<CaseTab>().Where(tab => tab != CaseTab.Cause))
        {
            _counts[(int)tab] = (Filter with { Tab = tab }).Show(passing).Count;
        }
    }

    /// <summary>The case that the address names is opened once, wherever it stands; what stands nowhere any more is told.</summary>
    private void Find()
    {
        if (_isFound || !Board.IsLoaded || First is not { } asked)
        {
            return;
        }

        _isFound = true;
        var row = View.Rows.FirstOrDefault(row => row.Id == asked && row.IsSeenBy(Filter.Who));
        if (_lines.Shown.FirstOrDefault(entry => entry.Rows.Any(one => one.Id == asked)) is { } entry)
        {
            (_here, _hereCase) = (entry.Key, asked);
        }
        else if (row is null)
        {
            _gone = asked;
        }
        else if (RendererInfo.IsInteractive)
        {
            var tab = row.State == CaseState.Snoozed ? CaseTab.Snoozed.ToString() : null;
            Address.NavigateTo(Address.GetUriWithQueryParameters(new Dictionary<string, object?> { ["view"] = tab, ["owner"] = null, ["code"] = null }), replace: true);
        }
    }

    /// <summary>What the pane is about: several lines of one reason that were marked, or the one at hand, the case that was asked for first.</summary>
    private CaseEntry Facing(CaseEntry here)
    {
        List<CaseEntry> marked = [.. _lines.Shown.Where(entry => _marked.Contains(entry.Key))];
        List<CaseRow> rows = [.. marked.SelectMany(entry => entry.Rows).Take(CaseActs.Most)];
        return rows.Count > 1 && (marked.Count > 1 || !marked[0].IsFolded) && rows.TrueForAll(row => row.Code == rows[0].Code)
            ? new CaseEntry("marked", rows, IsMarked: true)
            : here.IsFolded || here.Rows.All(row => row.Id != First) ? here : here with { Rows = [.. here.Rows.OrderBy(row => row.Id == First ? 0 : 1)] };
    }

    /// <summary>What this reader can do about it first; null where they can only look, or write a note.</summary>
    private CaseAction? NextOf(CaseRow row) =>
        Acts.OfferedTo(Filter.Who, row) is [var first, ..] && !CaseActions.OfAnyOrder.Contains(first) ? first : null;
}

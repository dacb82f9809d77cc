using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using Microsoft.AspNetCore.Components.Web;

namespace ControlTower.Screens.OrderOps;

/// <summary>What is done to the lines of the list, by key or by button: to the marked ones, or to the one at hand.</summary>
public sealed partial class CaseDesk
{
    private IReadOnlyList<KeyHint> Hints =>
    [
        new(["j", "k"], Words["keys.move"]), new(["Enter"], Words["keys.nextAction"]), new(["c"], Words["keys.claim"]), new(["a"], Words["keys.assign"]), new(["s"], Words["keys.snooze"]),
        new(["e"], Words["keys.escalate"]), new(["m"], Words["keys.comment"]), new(["x"], Words["keys.select"]), new(["?"], Words["keys.all"]),
    ];

    private async Task KeyAsync(KeyboardEventArgs key)
    {
        if (Here is not { } here)
        {
            return;
        }

        var at = _lines.Shown.ToList().IndexOf(here);
        switch (key.Key)
        {
            case "Enter":
                Act(here);
                return;
            case "r":
                Act(here, CaseAction.Done);
                return;
            case "j" or "ArrowDown" or "k" or "ArrowUp":
                var next = _here is null ? at : key.Key is "j" or "ArrowDown" ? at + 1 : at - 1;
                Choose(_lines.Shown[Math.Clamp(next, 0, _lines.Shown.Count - 1)]);
                return;
            case "x":
                _ = _marked.Add(here.Key) || _marked.Remove(here.Key);
                break;
            case "c":
                await ClaimAsync();
                break;
            case "n":
                await NextForMeAsync();
                break;
            case "a" or "s" or "e" or "m":
                Open(key.Key switch { "a" => CaseAsk.Assign, "s" => CaseAsk.Snooze, "e" => CaseAsk.Escalate, _ => CaseAsk.Comment });
                break;
            case "Escape":
                _marked.Clear();
                _here = null;
                break;
        }

        Redraw();
    }

    /// <summary>The marked lines with all of their cases; else what the pane is about: one case, all of its cause, or all of its order.</summary>
    private IReadOnlyList<CaseRow> Chosen() =>
        _marked.Count > 0 ? [.. _lines.Shown.Where(entry => _marked.Contains(entry.Key)).SelectMany(entry => entry.Rows).Take(CaseActs.Most)]
        : Here is not { } here ? []
        : here.Orders > 1 && !here.IsFolded ? [Facing(here).First]
        : [.. here.Rows.Take(CaseActs.Most)];

    private async Task ClaimAsync()
    {
        var (chosen, who) = (Chosen(), await Visitor.NowAsync());
        _refused = await Acts.ClaimAsync(chosen, who);
        if (_refused is null)
        {
            Toasts.Show(Words.Plural("exceptions.claimed", chosen.Count), () => Acts.GiveAsync(chosen, to: null, who));
        }
    }

    private async Task AnswerAsync(CaseAnswer? answer)
    {
        var (ask, chosen) = (_ask!.Value, Chosen());
        _ask = null;
        if (answer is not null)
        {
            var who = await Visitor.NowAsync();
            _refused = ask switch
            {
                CaseAsk.Assign => await Acts.GiveAsync(chosen, answer.To?.Id.ToString(), who),
                CaseAsk.Snooze => await Acts.SnoozeAsync(chosen, answer.Until, answer.Event, answer.Words, who),
                CaseAsk.Escalate => await Acts.EscalateAsync(chosen, answer.Words, who),
                CaseAsk.Comment => await Acts.NoteAsync(chosen, answer.Words!, who),
            };
            if (_refused is null)
            {
                _marked.Clear();
                Toasts.Show(Words.Plural("exceptions.answered", chosen.Count), ask == CaseAsk.Assign ? () => GiveBackAsync(chosen, who) : null);
            }
        }

        Redraw();
    }

    /// <summary>The first that nobody has and that is mine to solve; it is claimed.</summary>
    private async Task NextForMeAsync()
    {
        var who = await Visitor.NowAsync();
        Take(isWorking: false);
        if (_lines.Shown.FirstOrDefault(entry => entry.First.Owner is null && who.MayResolve(entry.First.OwnerRole)) is { } next)
        {
            (_here, _hereCase) = (next.Key, next.First.Id);
            _marked.Clear();
            await ClaimAsync();
        }
        else
        {
            Toasts.Show(Words["empty.title"]);
        }

        Redraw();
    }

    /// <summary>What is solved leaves at once, and the next one comes.</summary>
    private void OnDone(CaseDone done)
    {
        Toasts.Show(done.Told);
        if (done.Solved.Count > 0)
        {
            var now = Clock.GetUtcNow();
            foreach (var id in done.Solved)
            {
                _left[id] = now;
            }

            _marked.Clear();
            Take(isWorking: true);
            if (_here is null && _lines.Shown.FirstOrDefault(entry => entry.Key == _next) is { } next)
            {
                (_here, _hereCase) = (next.Key, next.First.Id);
            }
        }

        Redraw();
    }

    /// <summary>Everybody who had one of them has it again.</summary>
    private async Task GiveBackAsync(IReadOnlyList<CaseRow> before, Actor who)
    {
        foreach (var same in before.GroupBy(row => row.Owner))
        {
            _refused = await Acts.GiveAsync([.. same], same.Key?.ToString(), who) ?? _refused;
        }
    }
}

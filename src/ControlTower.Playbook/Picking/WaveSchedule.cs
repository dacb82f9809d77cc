namespace ControlTower.Playbook.Picking;

/// <summary>Who is done when, if so many pickers take the lists one after the other, the most urgent first.</summary>
public static class WaveSchedule
{
    /// <param name="minutes">Of each list, in the order in which they are taken.</param>
    /// <param name="pickers">At least 1.</param>
    /// <returns>For each list, the minutes from the start until its orders are ready to be handed over.</returns>
    public static IReadOnlyList<double> Of(IReadOnlyList<double> minutes, int pickers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pickers, 1);
        var free = new PriorityQueue<int, (double At, int Picker)>();
        var at = new double[pickers];
        for (var picker = 0; picker < pickers; picker++)
        {
            free.Enqueue(picker, (0, picker));
        }

        var done = new double[minutes.Count];
        for (var list = 0; list < minutes.Count; list++)
        {
            var picker = free.Dequeue();
            at[picker] += minutes[list];
            done[list] = at[picker] + PickEffort.BenchMinutes;
            free.Enqueue(picker, (at[picker], picker));
        }

        return done;
    }

    /// <summary>What if: another number of pickers, a truck that waits, a later release.</summary>
    /// <returns>When the last order is ready, and how many of them miss their ship-by.</returns>
    public static (DateTimeOffset DoneBy, int Late) WhatIf(WaveDraft draft, int pickers, int truckWaitsMinutes, int laterMinutes)
    {
        var done = Of([.. draft.Lists.Select(list => list.Minutes)], pickers);
        var start = draft.At.AddMinutes(laterMinutes);
        var late = draft.Lists.Select((list, at) => list.Dues.Count(due => due.AddMinutes(truckWaitsMinutes) < start.AddMinutes(done[at]))).Sum();
        return (start.AddMinutes(done.DefaultIfEmpty(0).Max()), late);
    }
}

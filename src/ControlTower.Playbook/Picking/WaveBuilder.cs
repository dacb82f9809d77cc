namespace ControlTower.Playbook.Picking;

/// <summary>One draft in the making, within its limits.</summary>
internal sealed class WaveBuilder(WaveAsk ask, WaveTruck? aim, FloorPlan floor)
{
    private const double HorizonMinutes = 8 * 60;
    private const double Tolerance = 1e-6;

    private readonly List<PlannedList> _lists = [];
    private readonly double _budget = ask.Pickers * Math.Clamp(aim is null ? HorizonMinutes : (aim.Leaves - ask.Now).TotalMinutes - PickEffort.BenchMinutes, WavePlanner.MinutesMin, HorizonMinutes);

    private int Orders => _lists.Sum(list => list.Orders.Count);

    private double Minutes => _lists.Sum(list => list.Minutes);

    public WaveDraft Build(IReadOnlyList<WaveOrder> sorted)
    {
        var rest = new LinkedList<WaveOrder>(sorted.Where(order => !BarsOf(order).Any()));
        while (rest.First is { Value: var seed } && !LimitsOf(seed).Any())
        {
            var list = Begin(seed);
            var (orders, minutes) = (Orders, Minutes);
            _lists.Add(WavePlanner.Fill(list, rest, now => orders + now.Orders.Count < ask.OrdersMax && minutes + now.Minutes <= _budget));
            Shrink(list);
        }

        // One more list may make room for somebody who was refused before: until nobody is taken any more.
        var taken = _lists.SelectMany(list => list.Orders).Select(order => order.Group).ToHashSet();
        var left = sorted.Where(order => !taken.Contains(order.Group)).ToList();
        for (var before = -1; before != left.Count;)
        {
            before = left.Count;
            left.RemoveAll(TryPut);
        }

        return Draft([.. left.Select(order => new LeftOut(order.Group, order.Number, [.. LimitsOf(order)], order.Due, order.HeldBy))]);
    }

    /// <summary>What adding this order to the draft as it stands would break.</summary>
    private IEnumerable<WaveLimit> LimitsOf(WaveOrder order) => BarsOf(order).Concat(FullFor(order));

    /// <summary>What keeps the order out whatever the draft holds.</summary>
    private IEnumerable<WaveLimit> BarsOf(WaveOrder order)
    {
        if (order.IsHeld)
        {
            yield return WaveLimit.Held;
        }

        if (order.UnitsMissing > 0 || order.Stops.Count == 0)
        {
            yield return WaveLimit.NotInBins;
        }

        if (aim is not null && (order.Due is not { } due || due > aim.Leaves))
        {
            yield return WaveLimit.Cutoff;
        }

        if (ask.Zones.Count > 0 && order.Stops.Any(stop => !ask.Zones.Contains(stop.At.Zone)))
        {
            yield return WaveLimit.Zone;
        }

        if (ask.Categories.Count > 0 && order.Stops.Any(stop => !ask.Categories.Contains(stop.Category)))
        {
            yield return WaveLimit.Category;
        }
    }

    private IEnumerable<WaveLimit> FullFor(WaveOrder order)
    {
        if (Orders + 1 > ask.OrdersMax)
        {
            yield return WaveLimit.OrdersMax;
        }

        if (Minutes + Cheapest(order).Minutes > _budget + Tolerance)
        {
            yield return WaveLimit.Capacity;
        }
    }

    /// <summary>Into which list it would go, a new one included, and what that costs.</summary>
    private (PlannedList? List, double Minutes) Cheapest(WaveOrder order)
    {
        (PlannedList? List, double Minutes) best = (null, Begin(order).MinutesFor(order));
        foreach (var list in _lists.Where(list => list.Takes(order)))
        {
            var minutes = list.MinutesFor(order);
            best = minutes < best.Minutes ? (list, minutes) : best;
        }

        return best;
    }

    private bool TryPut(WaveOrder order)
    {
        if (LimitsOf(order).Any())
        {
            return false;
        }

        if (Cheapest(order).List is not { } list)
        {
            list = Begin(order);
            _lists.Add(list);
        }

        list.Add(order);
        return true;
    }

    private PlannedList Begin(WaveOrder order) => WavePlanner.Begin(floor, order, ask.TotesPerList, ask.IsBatched);

    /// <summary>A list that went over the limit is walked again without the orders that did it; they are tried one by one at the end.</summary>
    private void Shrink(PlannedList list)
    {
        if (Orders <= ask.OrdersMax && Minutes <= _budget + Tolerance)
        {
            return;
        }

        _lists.Remove(list);
        var own = Begin(list.Orders[0]);
        foreach (var order in list.Orders.Where(order => Orders + own.Orders.Count + 1 <= ask.OrdersMax && Minutes + own.Minutes + own.MinutesFor(order) <= _budget + Tolerance))
        {
            own.Add(order);
        }

        if (own.Orders.Count > 0)
        {
            _lists.Add(own);
        }
    }

    private WaveDraft Draft(IReadOnlyList<LeftOut> left)
    {
        var lists = _lists.OrderBy(list => list.Due ?? DateTimeOffset.MaxValue).ThenBy(list => list.Minutes).ToList();
        var done = WaveSchedule.Of([.. lists.Select(list => list.Minutes)], ask.Pickers);
        var orders = lists.SelectMany((list, at) => list.Orders.Select(order => (Order: order, Done: ask.Now.AddMinutes(done[at])))).ToList();
        var alone = orders.Sum(one => new PickWalk(floor).MetresWith(one.Order.Stops));
        return new(
            ask.Warehouse, aim is { Courier.Length: > 0 } ? aim.Courier : null, aim?.Until, aim?.Leaves, ask.Pickers, ask.TotesPerList, ask.IsBatched, ask.Now,
            [.. orders.Select(one => one.Order.Group)], [.. orders.Select(one => one.Order.Number)],
            lists.Sum(list => list.Lines), lists.Sum(list => list.Units), lists.Sum(list => list.Totes), orders.Sum(one => one.Order.Grams), Minutes,
            lists.Sum(list => list.Metres), alone,
            [.. orders.SelectMany(one => one.Order.Stops).Select(stop => stop.At.Zone).Where(zone => zone.Length > 0).Distinct().Order(StringComparer.Ordinal)],
            ask.Now.AddMinutes(done.DefaultIfEmpty(0).Max()), [.. orders.Where(one => one.Order.Due < one.Done).Select(one => one.Order.Number)], left,
            [.. lists.Select(list => new DraftList(
                list.Kind, [.. list.Orders.Select(order => order.Number)], [.. list.Orders.Select(order => order.Due).OfType<DateTimeOffset>().Order()],
                list.Lines, list.Stops, list.Units, list.Minutes, list.Metres, [.. list.InWalkOrder().Select(pair => pair.Stop.At).Distinct()]))]);
    }
}

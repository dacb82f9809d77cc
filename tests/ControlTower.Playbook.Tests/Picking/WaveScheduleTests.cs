using ControlTower.Playbook.Picking;
using static ControlTower.Playbook.Tests.Picking.FloorSample;

namespace ControlTower.Playbook.Tests.Picking;

public sealed class WaveScheduleTests
{
    [Fact]
    public void Whoever_is_free_first_takes_the_next_list() =>
        Assert.Equal([15.0, 25.0, 20.0], WaveSchedule.Of([10, 20, 5], pickers: 2));

    [Fact]
    public void One_picker_more_is_done_earlier_and_a_truck_that_waits_loses_nobody()
    {
        List<WaveOrder> open = [.. Enumerable.Range(1, 60).Select(number => Order(number, Now.AddMinutes(25), Stop(number % 6, 1 + number % 10, 3)))];
        var draft = WavePlanner.Propose(Ask(pickers: 1), open, Floor, [new("own", Now.AddMinutes(10), Now.AddMinutes(25))])[^1];

        Assert.Equal((draft.DoneBy, draft.Late.Count), WaveSchedule.WhatIf(draft, 1, 0, 0));
        Assert.True(draft.Late.Count > 0);
        Assert.True(WaveSchedule.WhatIf(draft, 2, 0, 0).DoneBy < draft.DoneBy);
        Assert.Equal(0, WaveSchedule.WhatIf(draft, 1, 480, 0).Late);
        Assert.Equal(draft.DoneBy.AddMinutes(10), WaveSchedule.WhatIf(draft, 1, 0, 10).DoneBy);
    }
}

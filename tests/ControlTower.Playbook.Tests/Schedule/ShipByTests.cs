using ControlTower.Playbook.Schedule;
using static ControlTower.Playbook.Tests.Schedule.Sites;

namespace ControlTower.Playbook.Tests.Schedule;

public sealed class ShipByTests
{
    private static readonly CutOff s_aramex = new("aramex", new TimeOnly(15, 0), ProcessMinutes: 30);
    private static readonly CutOff s_bosta = new("bosta", new TimeOnly(17, 0), ProcessMinutes: 45);
    private static readonly SiteCalendar s_cairo = Cairo with { CutOffs = [s_aramex] };

    [Theory]
    [InlineData("2026-01-05 14:59", "2026-01-05 15:30")]
    [InlineData("2026-01-05 15:00", "2026-01-05 15:30")] // the cut-off itself still makes it
    [InlineData("2026-01-05 15:01", "2026-01-06 15:30")]
    [InlineData("2026-01-05 03:00", "2026-01-05 15:30")] // before opening
    [InlineData("2026-01-08 15:01", "2026-01-11 15:30")] // Thursday afternoon → Sunday
    [InlineData("2026-01-09 10:00", "2026-01-11 15:30")] // Friday
    [InlineData("2026-01-10 23:59", "2026-01-11 15:30")] // Saturday
    public void Before_the_cut_off_it_goes_the_same_business_day_and_after_it_the_next(string fulfillable, string due) =>
        Assert.Equal(due, s_cairo.Shown(ShipBy.Of(s_cairo, s_cairo.At(fulfillable)).Due));

    [Fact]
    public void A_holiday_moves_the_promise_to_the_next_business_day()
    {
        var site = s_cairo with { Holidays = [new DateOnly(2026, 1, 6), new DateOnly(2026, 1, 7)] };

        Assert.Equal("2026-01-08 15:30", site.Shown(ShipBy.Of(site, site.At("2026-01-05 16:00")).Due));
    }

    [Theory]
    [InlineData("Africa/Cairo", "2026-04-23 16:00", "2026-04-24 12:30")] // the clock goes forward that night: UTC+2 → +3
    [InlineData("Africa/Cairo", "2026-10-29 16:00", "2026-10-30 13:30")]
    [InlineData("Europe/London", "2026-03-28 16:00", "2026-03-29 14:30")]
    [InlineData("Europe/London", "2026-10-24 16:00", "2026-10-25 15:30")]
    [InlineData("America/New_York", "2026-03-07 16:00", "2026-03-08 19:30")]
    [InlineData("America/New_York", "2026-10-31 16:00", "2026-11-01 20:30")]
    [InlineData("Asia/Kathmandu", "2026-03-28 16:00", "2026-03-29 09:45")]
    [InlineData("Australia/Lord_Howe", "2026-10-03 16:00", "2026-10-04 04:30")]
    [InlineData("Australia/Lord_Howe", "2026-04-04 16:00", "2026-04-05 05:00")]
    public void The_truck_comes_by_the_sites_clock_when_it_was_moved_over_night(string zone, string fulfillable, string dueUtc)
    {
        var site = In(zone, EveryDay) with { CutOffs = [s_aramex] };

        Assert.Equal(dueUtc, Utc(ShipBy.Of(site, site.At(fulfillable)).Due));
    }

    [Fact]
    public void Each_courier_has_its_own_cut_off()
    {
        var site = s_cairo with { CutOffs = [s_aramex, s_bosta] };
        var at = site.At("2026-01-05 16:00");

        Assert.Equal("2026-01-06 15:30", site.Shown(ShipBy.Of(site, at, "aramex").Due));
        Assert.Equal("2026-01-05 17:45", site.Shown(ShipBy.Of(site, at, "bosta").Due));
    }

    [Fact]
    public void Where_the_courier_is_open_the_first_dispatch_that_can_be_made_counts()
    {
        var site = s_cairo with { CutOffs = [s_bosta, s_aramex] };

        Assert.Equal("aramex", ShipBy.Of(site, site.At("2026-01-05 14:00")).Courier);
        Assert.Equal("bosta", ShipBy.Of(site, site.At("2026-01-05 16:00")).Courier);
        Assert.Equal("aramex", ShipBy.Of(site, site.At("2026-01-05 18:00"), "unheardOf").Courier);
    }

    [Fact]
    public void Without_any_cut_off_closing_time_counts() =>
        Assert.Equal("2026-01-05 18:00", Cairo.Shown(ShipBy.Of(Cairo, Cairo.At("2026-01-05 17:30")).Due));

    [Fact]
    public void A_night_shift_has_its_truck_after_midnight()
    {
        var site = s_cairo with { Opens = new TimeOnly(18, 0), Closes = new TimeOnly(3, 0), CutOffs = [s_aramex with { At = new TimeOnly(1, 0) }] };

        Assert.Equal("2026-01-09 01:30", site.Shown(ShipBy.Of(site, site.At("2026-01-09 00:30")).Due)); // Thursday's shift, on Friday
        Assert.Equal("2026-01-12 01:30", site.Shown(ShipBy.Of(site, site.At("2026-01-09 01:01")).Due));
    }

    [Fact]
    public void The_promise_keeps_the_version_of_the_calendar_it_was_reckoned_with() =>
        Assert.Equal((7, "aramex"), (ShipBy.Of(s_cairo, s_cairo.At("2026-01-05 10:00")).CalendarVersion, ShipBy.Of(s_cairo, s_cairo.At("2026-01-05 10:00")).Courier));
}

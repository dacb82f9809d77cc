using ControlTower.Playbook.Schedule;
using static ControlTower.Playbook.Tests.Schedule.Sites;

namespace ControlTower.Playbook.Tests.Schedule;

public sealed class BusinessHoursTests
{
    [Theory]
    [InlineData("2026-01-05 10:00", 2, "2026-01-05 12:00")] // within the day
    [InlineData("2026-01-05 17:00", 2, "2026-01-06 10:00")] // over night
    [InlineData("2026-01-08 17:00", 2, "2026-01-11 10:00")] // over Friday and Saturday
    [InlineData("2026-01-09 12:00", 2, "2026-01-11 11:00")] // opened on the weekend
    [InlineData("2026-01-05 06:00", 2, "2026-01-05 11:00")] // before opening
    [InlineData("2026-01-05 16:00", 2, "2026-01-05 18:00")] // until closing, and not next morning
    [InlineData("2026-01-05 09:00", 48, "2026-01-12 12:00")]
    public void Hours_pass_only_while_the_site_is_open(string from, int hours, string due) =>
        Assert.Equal(due, Cairo.Shown(BusinessHours.Add(Cairo, Cairo.At(from), TimeSpan.FromHours(hours))));

    [Fact]
    public void A_holiday_is_no_business_day()
    {
        var closedOnMonday = Cairo with { Holidays = [new DateOnly(2026, 1, 5)] };

        Assert.Equal("2026-01-06 11:00", closedOnMonday.Shown(BusinessHours.Add(closedOnMonday, closedOnMonday.At("2026-01-05 10:00"), TimeSpan.FromHours(2))));
    }

    [Fact]
    public void A_night_shift_counts_to_the_day_on_which_it_began()
    {
        var night = In("America/New_York", MondayToFriday) with { Opens = new TimeOnly(22, 0), Closes = new TimeOnly(6, 0) };

        Assert.Equal("2026-01-10 03:00", night.Shown(BusinessHours.Add(night, night.At("2026-01-10 01:00"), TimeSpan.FromHours(2)))); // Friday's shift
        Assert.Equal("2026-01-12 23:00", night.Shown(BusinessHours.Add(night, night.At("2026-01-10 05:00"), TimeSpan.FromHours(2))));
    }

    /// <summary>Round the clock over the night in which the clock moves: four hours are four hours, whatever it shows.</summary>
    [Theory]
    [InlineData("Africa/Cairo", "2026-04-23 22:00", "2026-04-24 03:00")] // 00:00 → 01:00
    [InlineData("Africa/Cairo", "2026-10-29 22:00", "2026-10-30 01:00")] // 24:00 → 23:00
    [InlineData("Europe/London", "2026-03-28 23:00", "2026-03-29 04:00")]
    [InlineData("Europe/London", "2026-10-24 23:00", "2026-10-25 02:00")]
    [InlineData("America/New_York", "2026-03-07 23:00", "2026-03-08 04:00")]
    [InlineData("America/New_York", "2026-10-31 23:00", "2026-11-01 02:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-03 23:00", "2026-10-04 03:30")] // half an hour
    [InlineData("Australia/Lord_Howe", "2026-04-04 23:00", "2026-04-05 02:30")]
    [InlineData("Asia/Kathmandu", "2026-03-28 23:00", "2026-03-29 03:00")] // never moves
    public void Four_hours_last_four_hours_when_the_clock_is_moved(string zone, string from, string due)
    {
        var site = In(zone, EveryDay) with { Opens = TimeOnly.MinValue, Closes = TimeOnly.MinValue };
        var begins = site.At(from);

        var ends = BusinessHours.Add(site, begins, TimeSpan.FromHours(4));

        Assert.Equal(TimeSpan.FromHours(4), ends - begins);
        Assert.Equal(due, site.Shown(ends));
    }

    [Fact]
    public void The_site_opens_by_its_own_clock_on_both_sides_of_the_change()
    {
        var london = In("Europe/London", EveryDay);

        Assert.Equal("2026-03-28 10:00", Utc(BusinessHours.Add(london, london.At("2026-03-27 18:00"), TimeSpan.FromHours(1))));
        Assert.Equal("2026-03-29 09:00", Utc(BusinessHours.Add(london, london.At("2026-03-28 18:00"), TimeSpan.FromHours(1))));
    }

    [Fact]
    public void A_site_in_Kathmandu_opens_at_a_quarter_past_three_in_utc()
    {
        var site = In("Asia/Kathmandu", EveryDay);

        Assert.Equal("2026-01-05 03:15", Utc(BusinessHours.Add(site, site.At("2026-01-05 05:00"), TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("Africa/Cairo", "2026-04-24", "00:30", "2026-04-23 22:30")] // skipped: taken as half past one
    [InlineData("Africa/Cairo", "2026-10-29", "23:30", "2026-10-29 20:30")] // twice: the first
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03 15:45")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04 14:45")]
    public void A_time_that_the_clock_skips_or_shows_twice_is_one_instant(string zone, string day, string time, string utc) =>
        Assert.Equal(utc, Utc(In(zone, EveryDay).ToUtc(DateOnly.ParseExact(day, "yyyy-MM-dd"), TimeOnly.ParseExact(time, "HH:mm"))));

    [Fact]
    public void A_calendar_without_a_working_day_is_a_bug_and_no_endless_search() =>
        Assert.Throws<InvalidOperationException>(() => BusinessHours.Add(In("Africa/Cairo", []), Cairo.At("2026-01-05 10:00"), TimeSpan.FromHours(1)));
}

using System.Globalization;
using ControlTower.Playbook.Schedule;

namespace ControlTower.Playbook.Tests.Schedule;

/// <summary>Calendars and clocks that the tests of due times share.</summary>
internal static class Sites
{
    public static readonly DayOfWeek[] SundayToThursday =
        [DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday];

    public static readonly DayOfWeek[] MondayToFriday =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static readonly DayOfWeek[] EveryDay = Enum.GetValues<DayOfWeek>();

    /// <summary>Nine to six, no trucks.</summary>
    public static SiteCalendar In(string zone, DayOfWeek[] days) =>
        new(zone, days, new TimeOnly(9, 0), new TimeOnly(18, 0), Holidays: [], CutOffs: [], Version: 7);

    public static readonly SiteCalendar Cairo = In("Africa/Cairo", SundayToThursday);

    /// <summary>"2026-04-23 17:00" on the site's clock.</summary>
    public static DateTimeOffset At(this SiteCalendar site, string local)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return site.ToUtc(DateOnly.FromDateTime(time), TimeOnly.FromDateTime(time));
    }

    /// <summary>An instant as the site's clock shows it.</summary>
    public static string Shown(this SiteCalendar site, DateTimeOffset instant) =>
        site.ToLocal(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Utc(DateTimeOffset instant)
    {
        Assert.Equal(TimeSpan.Zero, instant.Offset);
        return instant.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }
}

using ControlTower.Playbook.Schedule;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.ExceptionQueue;

/// <summary>By which clock a case falls due.</summary>
public enum DueClock
{
    /// <summary>At once.</summary>
    Now,

    /// <summary>The clock on the wall, nights and weekends included.</summary>
    Wall,

    /// <summary>Only while the site is open.</summary>
    Business,

    /// <summary>When the site closes; opened after closing, at the next closing.</summary>
    EndOfShift,
}

/// <summary>How long a case may take.</summary>
/// <param name="Amount">Zero where the clock needs none.</param>
public sealed record DueRule(DueClock Clock, TimeSpan Amount)
{
    private static readonly TimeSpan s_urgentMax = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_soonMax = TimeSpan.FromHours(4);

    public static DueRule Now { get; } = new(DueClock.Now, TimeSpan.Zero);

    public static DueRule EndOfShift { get; } = new(DueClock.EndOfShift, TimeSpan.Zero);

    public static DueRule Minutes(int minutes) => new(DueClock.Wall, TimeSpan.FromMinutes(minutes));

    public static DueRule Hours(int hours) => new(DueClock.Wall, TimeSpan.FromHours(hours));

    public static DueRule BusinessHours(int hours) => new(DueClock.Business, TimeSpan.FromHours(hours));

    /// <summary>Severity follows due: at once or within half an hour, within four hours, later.</summary>
    public Severity Severity => Clock switch
    {
        DueClock.Now => Severity.S1,
        DueClock.EndOfShift => Severity.S3,
        DueClock.Wall or DueClock.Business => Amount <= s_urgentMax ? Severity.S1 : Amount <= s_soonMax ? Severity.S2 : Severity.S3,
    };

    /// <returns>UTC.</returns>
    public DateTimeOffset DueAt(DateTimeOffset openedAt, SiteCalendar calendar) => Clock switch
    {
        DueClock.Now => openedAt.ToUniversalTime(),
        DueClock.Wall => openedAt.ToUniversalTime() + Amount,
        DueClock.Business => Schedule.BusinessHours.Add(calendar, openedAt, Amount),
        DueClock.EndOfShift => EndOfShiftAfter(openedAt, calendar),
    };

    private static DateTimeOffset EndOfShiftAfter(DateTimeOffset openedAt, SiteCalendar calendar)
    {
        var day = calendar.NextBusinessDay(calendar.LocalDate(openedAt).AddDays(-1));
        while (calendar.Shift(day).Closes <= openedAt)
        {
            day = calendar.NextBusinessDay(day.AddDays(1));
        }

        return calendar.Shift(day).Closes;
    }
}

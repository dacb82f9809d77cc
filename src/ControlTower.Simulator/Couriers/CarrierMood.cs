namespace ControlTower.Simulator.Couriers;

/// <summary>How a courier's computers feel: well, down for a while, or slow to say what they have done. And how quick they are.</summary>
public sealed class CarrierMood(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _downUntil = DateTimeOffset.MinValue;
    private int _timeOuts;

    /// <summary>How long every answer takes.</summary>
    public TimeSpan Takes { get; set; }

    /// <summary>Of bookings, in hundredths, that are done and then not answered.</summary>
    public int TimeOutsPerHundred { get; set; }

    /// <summary>A booking that is not answered is held so long; then the line breaks.</summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(60);

    public bool IsDown
    {
        get
        {
            lock (_lock)
            {
                return clock.GetUtcNow() < _downUntil;
            }
        }
    }

    public void GoDown(TimeSpan time)
    {
        lock (_lock)
        {
            _downUntil = clock.GetUtcNow() + time;
        }
    }

    /// <summary>So many of the next bookings are done, and their answers lost.</summary>
    public void LoseAnswers(int bookings)
    {
        lock (_lock)
        {
            _timeOuts += bookings;
        }
    }

    /// <param name="dice">Of the booking, from 0 to 99.</param>
    public bool LosesAnswer(int dice)
    {
        lock (_lock)
        {
            if (_timeOuts > 0)
            {
                _timeOuts--;
                return true;
            }

            return dice < TimeOutsPerHundred;
        }
    }
}

/// <summary>A courier of the demo: its book, its mood.</summary>
/// <param name="Key">At the tower.</param>
public sealed record Carrier(string Key, CarrierLedger Ledger, CarrierMood Mood);

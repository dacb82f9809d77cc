namespace ControlTower.Shipping;

/// <summary>
/// How much one courier is asked at once, and whether it is asked at all: after several calls in a row that it did not answer it is left alone
/// for a while, longer each time, and then tried with one call. The other couriers do not notice.
/// </summary>
/// <param name="clock">Of the tower.</param>
public sealed class CourierLine(TimeProvider clock)
{
    private const int FailuresMax = 5;
    private static readonly TimeSpan s_restFirst = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_restMax = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private int _running;
    private int _failures;
    private TimeSpan _rest = s_restFirst;
    private DateTimeOffset _restUntil = DateTimeOffset.MinValue;

    /// <summary>So many may be begun now.</summary>
    public int Free(int connectionsMax)
    {
        lock (_gate)
        {
            var most = _failures < FailuresMax ? connectionsMax : clock.GetUtcNow() < _restUntil ? 0 : 1;
            return Math.Max(0, most - _running);
        }
    }

    public void Begin()
    {
        lock (_gate)
        {
            _running++;
        }
    }

    /// <param name="answered">Whether the courier answered at all, whatever it said.</param>
    /// <returns>True when it is left alone from now on, or answers again.</returns>
    public bool End(bool answered)
    {
        lock (_gate)
        {
            _running--;
            var wasResting = _failures >= FailuresMax;
            if (answered)
            {
                (_failures, _rest) = (0, s_restFirst);
                return wasResting;
            }

            _failures++;
            if (_failures >= FailuresMax)
            {
                _restUntil = clock.GetUtcNow() + _rest;
                _rest = _rest * 2 < s_restMax ? _rest * 2 : s_restMax;
            }

            return !wasResting && _failures >= FailuresMax;
        }
    }
}

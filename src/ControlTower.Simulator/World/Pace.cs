namespace ControlTower.Simulator.World;

/// <summary>How much sooner people act than in life. It shortens waits and nothing else: every stamp is of the real clock.</summary>
public sealed class Pace(TimeProvider clock, int speed)
{
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    private int _speed = Math.Clamp(speed, 1, SimSettings.SpeedMax);

    public int Speed
    {
        get => Volatile.Read(ref _speed);
        set => Volatile.Write(ref _speed, Math.Clamp(value, 1, SimSettings.SpeedMax));
    }

    /// <summary>What a wait of life takes here.</summary>
    public TimeSpan Of(TimeSpan life) => life / Speed;

    /// <summary>Waits as long as <paramref name="life"/> takes at the speed of the moment: who turns the speed up does not wait for old waits.</summary>
    /// <param name="least">No wait is shorter in real time, whatever the speed.</param>
    public async Task WaitAsync(TimeSpan life, TimeSpan least, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            var whole = Of(life) > least ? Of(life) : least;
            var left = whole - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            await Task.Delay(left < s_step ? left : s_step, clock, cancellationToken);
        }
    }
}

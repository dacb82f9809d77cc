using ControlTower.Live;
using ControlTower.Screens.Parts;
using Microsoft.AspNetCore.Components;

namespace ControlTower.Screens.Walls;

/// <summary>The live block of a wall: follows a board once a second, and lets its ages grow while nothing happens.</summary>
public abstract class WallComponent<TRow> : LiveComponent<TRow>
{
    /// <summary>Walls show minutes.</summary>
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(10);

    private ITimer? _ticks;

    [Inject] protected TimeProvider Clock { get; set; } = default!;

    protected override TimeSpan Pace => Pacer.Wall;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _ticks = RendererInfo.IsInteractive ? Clock.CreateTimer(_ => _ = InvokeAsync(Redraw), null, s_tick, s_tick) : null;
    }

    protected override void Dispose(bool disposing)
    {
        _ticks?.Dispose();
        base.Dispose(disposing);
    }
}

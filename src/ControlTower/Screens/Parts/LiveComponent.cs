using ControlTower.Live;
using Microsoft.AspNetCore.Components;

namespace ControlTower.Screens.Parts;

/// <summary>The live block of a page: follows one board, lets go when it leaves. The only place that calls StateHasChanged.</summary>
public abstract class LiveComponent<TRow> : ComponentBase, IDisposable
{
    private IDisposable? _watch;
    private BoardView<TRow>? _drawn;
    private bool _mustDraw;

    [Inject] protected IBoard<TRow> Board { get; set; } = default!;

    protected BoardView<TRow> View { get; private set; } = default!;

    protected virtual TimeSpan Pace => Pacer.Desk;

    protected override void OnInitialized()
    {
        // Prerendering draws once and is thrown away. Watch first, read second: a view swapped in between is offered.
        _watch = RendererInfo.IsInteractive ? Board.Watch(view => InvokeAsync(() => Show(view)), Pace) : null;
        View = Board.View;
    }

    protected override void OnParametersSet() => _mustDraw = true;

    /// <summary>A page that redraws for its own reasons, or reconnects, does not draw the same rows again.</summary>
    protected override bool ShouldRender() => _mustDraw || !ReferenceEquals(_drawn, View);

    protected override void OnAfterRender(bool firstRender) => (_drawn, _mustDraw) = (View, false);

    /// <summary>For what the user did here (a selection, a filter): draws although the board stands still.</summary>
    protected void Redraw()
    {
        _mustDraw = true;
        StateHasChanged();
    }

    /// <summary>Called before a new view is drawn.</summary>
    protected virtual void OnView(BoardView<TRow> view)
    {
    }

    private void Show(BoardView<TRow> view)
    {
        View = view;
        OnView(view);
        StateHasChanged();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _watch?.Dispose();
}

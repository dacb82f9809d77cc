using System.Collections.Immutable;

namespace ControlTower.Live;

/// <summary>What a board shows at one moment; immutable and shared by everybody who looks at it.</summary>
/// <param name="Version">1, 2, 3 … on this node.</param>
/// <param name="AsOf">When it was read.</param>
/// <param name="Position">Of the feed: everything up to it is in the rows.</param>
public sealed record BoardView<TRow>(long Version, DateTimeOffset AsOf, long Position, ImmutableArray<TRow> Rows)
{
    /// <summary>Numbers of the orders taken in since the view before (60 at most): what a live mark tells as its news.</summary>
    public ImmutableArray<string> Newest { get; init; } = [];
}

/// <summary>A board as screens see it.</summary>
public interface IBoard<TRow>
{
    BoardView<TRow> View { get; }

    /// <summary>False until the first load; nothing must be told of the rows before.</summary>
    bool IsLoaded { get; }

    /// <summary>Redraws with each new view, at most once every <paramref name="pace"/>, until disposed.</summary>
    IDisposable Watch(Func<BoardView<TRow>, Task> redraw, TimeSpan pace);
}

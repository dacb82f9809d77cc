using ControlTower.Playbook.Documents;

namespace ControlTower.Documents;

/// <summary>Where a text stands in its room.</summary>
internal enum TextSide { Left, Centre, Right }

/// <summary>One thing on a label, in dots of the printer that it is laid out for.</summary>
/// <param name="Field">What it says, in one word; the ZPL names it, too.</param>
internal abstract record LabelPart(string Field, int X, int Y);

/// <param name="Size">Height of the line.</param>
/// <param name="Width">Of the room; the text is known to fit.</param>
internal sealed record TextPart(string Field, int X, int Y, string Text, int Size, bool IsBold, int Width, TextSide Side) : LabelPart(Field, X, Y);

/// <param name="X">Of the first bar: the white beside it is left free by the layout.</param>
/// <param name="Module">Dots of the narrowest bar.</param>
internal sealed record BarsPart(string Field, int X, int Y, Barcode Code, int Module, int Height) : LabelPart(Field, X, Y);

/// <param name="IsBlack">By row, then column; a square.</param>
internal sealed record SquarePart(string Field, int X, int Y, string Text, IReadOnlyList<IReadOnlyList<bool>> IsBlack, int Module) : LabelPart(Field, X, Y);

internal sealed record BoxPart(string Field, int X, int Y, int Width, int Height, int Line) : LabelPart(Field, X, Y);

using ControlTower.Foreign;

namespace ControlTower.Intake.Channels;

/// <summary>Opens a channel's JSON; what cannot be read is an outcome like any other.</summary>
internal static class ForeignBody
{
    public const int LinesMax = 500;

    public static ReadOutcome Read(ReadOnlyMemory<byte> body, Func<ForeignValue, ReadOutcome> read) =>
        ForeignJson.Read(body, read, (reason, path) => new ReadOutcome.Unreadable(reason, path));
}

using System.Text;
using System.Text.Json;

namespace ControlTower.Intake.Channels;

/// <summary>Opens a channel's JSON within our limits and turns whatever is wrong with it into an outcome.</summary>
internal static class ForeignBody
{
    public const int LinesMax = 500;
    private const int DepthMax = 32;

    public static ReadOutcome Read(ReadOnlyMemory<byte> body, Func<ForeignValue, ReadOutcome> read)
    {
        try
        {
            // Bytes that are no UTF-8 become replacement characters: half a name is better than no order.
            var text = Encoding.UTF8.GetString(body.Span).TrimStart('\uFEFF');
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DepthMax });
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? read(new ForeignValue(document.RootElement, "$"))
                : new ReadOutcome.Unreadable("an object was expected", "$");
        }
        catch (JsonException wrong)
        {
            return new ReadOutcome.Unreadable($"not JSON that we can read, line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}", "$");
        }
        catch (UnreadableBodyException wrong)
        {
            return new ReadOutcome.Unreadable(wrong.Message, wrong.Path);
        }
        catch (InvalidOperationException)
        {
            // The parser lets broken escapes in property names pass and stumbles over them later.
            return new ReadOutcome.Unreadable("a name in it is broken text", "$");
        }
    }

    /// <summary>The value inside, where the whole body is one named wrapper around it, as REST answers and proxies have it.</summary>
    public static ForeignValue Unwrap(this ForeignValue root, string name) => root["id"].IsMissing && root[name].IsObject ? root[name] : root;
}

/// <summary>Leaves a reader from deep inside; it never leaves <see cref="ForeignBody"/>.</summary>
internal sealed class UnreadableBodyException(string message, string path) : Exception(message)
{
    public string Path => path;
}

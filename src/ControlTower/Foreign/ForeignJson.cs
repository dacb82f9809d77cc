using System.Text;
using System.Text.Json;

namespace ControlTower.Foreign;

/// <summary>Opens somebody else's JSON within our limits and turns whatever is wrong with it into an answer.</summary>
internal static class ForeignJson
{
    private const int DepthMax = 32;

    /// <param name="body">As it came.</param>
    /// <param name="read">What is made of the object in it; it may leave by <see cref="UnreadableBodyException"/>.</param>
    /// <param name="unreadable">What is made of a reason and the path to it.</param>
    public static T Read<T>(ReadOnlyMemory<byte> body, Func<ForeignValue, T> read, Func<string, string, T> unreadable)
    {
        try
        {
            // Bytes that are no UTF-8 become replacement characters: half a name is better than nothing.
            var text = Encoding.UTF8.GetString(body.Span).TrimStart('\uFEFF');
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DepthMax });
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? read(new ForeignValue(document.RootElement, "$"))
                : unreadable("an object was expected", "$");
        }
        catch (JsonException wrong)
        {
            return unreadable($"not JSON that we can read, line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}", "$");
        }
        catch (UnreadableBodyException wrong)
        {
            return unreadable(wrong.Message, wrong.Path);
        }
        catch (InvalidOperationException)
        {
            // The parser lets broken escapes in property names pass and stumbles over them later.
            return unreadable("a name in it is broken text", "$");
        }
    }

    /// <summary>The value inside, where the whole body is one named wrapper around it, as REST answers and proxies have it.</summary>
    public static ForeignValue Unwrap(this ForeignValue root, string name) => root["id"].IsMissing && root[name].IsObject ? root[name] : root;
}

/// <summary>Leaves a reader from deep inside; it never leaves <see cref="ForeignJson"/>.</summary>
internal sealed class UnreadableBodyException(string message, string path) : Exception(message)
{
    public string Path => path;
}

using System.Globalization;
using System.Net;
using System.Text;

namespace ControlTower.Simulator.Messages;

/// <summary>What the providers brought last, for whoever looks at the simulator's page.</summary>
internal static class MessagePage
{
    private const int ShownMax = 40;

    public static string Of(MessageLedger ledger)
    {
        var html = new StringBuilder("<h2>What customers got last</h2><p><a href=\"/ledger/messages\">The providers' books</a></p><table>");
        foreach (var message in ledger.All().Reverse().Take(ShownMax))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{message.At:HH:mm:ss}<td>{Text(message.Provider)}<td>{Text(message.To)}<td dir=\"auto\">{(message.Subject is { } subject ? $"<b>{Text(subject)}</b><br>" : "")}{Text(message.Text)}");
            if (message.Payloads.Count > 0)
            {
                html.Append(CultureInfo.InvariantCulture, $"<br><small>{Text(string.Join(" · ", message.Payloads))}</small>");
            }
        }

        return html.Append("</table>").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}

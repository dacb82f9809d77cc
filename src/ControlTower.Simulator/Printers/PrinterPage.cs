using System.Globalization;
using System.Net;
using System.Text;

namespace ControlTower.Simulator.Printers;

/// <summary>What the printer printed last, for whoever looks at the simulator's page; and its whole book for whoever compares.</summary>
internal static class PrinterPage
{
    private const int ShownMax = 20;

    public static void Map(WebApplication app)
    {
        app.MapGet("/ledger/printer", (PrinterLedger ledger, PrinterDesk printer) => Results.Json(new
        {
            printerPort = printer.Port, isOff = printer.IsOff, labels = ledger.All().Select(label => new { sscc = label.Sscc, bytes = label.Bytes, at = label.At }),
        }));
        app.MapGet("/ledger/printer/{sscc}", (string sscc, PrinterLedger ledger) =>
            ledger.All().LastOrDefault(label => label.Sscc == sscc) is { } label ? Results.Text(label.Zpl, "application/zpl") : Results.NotFound());
    }

    public static string Of(PrinterLedger ledger, PrinterDesk printer)
    {
        var printed = ledger.All();
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<h2>The label printer</h2><p>Port {printer.Port}, {(printer.IsOff ? "out of paper" : "ready")}, {printed.Count} labels. <a href=\"/ledger/printer\">Its book</a></p><table>");
        foreach (var label in printed.Reverse().Take(ShownMax))
        {
            var sscc = WebUtility.HtmlEncode(label.Sscc);
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{label.At:HH:mm:ss}<td>{(sscc is null ? "without a parcel" : $"<a href=\"/ledger/printer/{sscc}\">{sscc}</a>")}<td>{label.Bytes} bytes");
        }

        return html.Append("</table>").ToString();
    }
}

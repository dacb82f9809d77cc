using System.Globalization;
using System.Text;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Couriers;

/// <summary>What the doors of all couriers have in common: how long they take, when they are shut, and the labels that they hand out.</summary>
public static class CarrierDoors
{
    public const string Easypost = "easypost";
    public const string Aramex = "aramex";
    public const string Bosta = "bosta";

    /// <param name="root">Where labels can be fetched.</param>
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyDictionary<string, Carrier> carriers, Func<Uri> root, int seed, TimeProvider clock)
    {
        EasyPostDoors.Map(Guarded(routes, "/v2", carriers[Easypost], clock), carriers[Easypost], root, seed, clock);
        AramexDoors.Map(Guarded(routes, "/ShippingAPI.V2/Shipping/Service_1_0.svc/json", carriers[Aramex], clock), carriers[Aramex], root, seed, clock);
        BostaDoors.Map(Guarded(routes, "/api/v2", carriers[Bosta], clock), carriers[Bosta], seed, clock);
        routes.MapGet("/labels/{courier}/{id}.pdf", async (string courier, string id) =>
        {
            if (carriers.GetValueOrDefault(courier) is not { } carrier)
            {
                return Results.NotFound();
            }

            await Task.Delay(carrier.Mood.Takes, clock);
            return carrier.Ledger.Find(id) is { Tracking: not null } parcel ? Results.Bytes(LabelOf(parcel), "application/pdf") : Results.NotFound();
        });
        routes.MapGet("/couriers/{courier}/ledger", (string courier) => carriers.GetValueOrDefault(courier) is { } carrier
            ? Results.Json(carrier.Ledger.Bought().Select(parcel => new { parcel.Reference, parcel.Tracking, parcel.Step, parcel.Number, parcel.Cod, parcel.City, parcel.Wish }), TowerClient.Json)
            : Results.NotFound());
    }

    /// <summary>A booking that is done, and whose answer may be lost: the caller hears nothing until it gives up.</summary>
    internal static async Task<IResult> AnsweredAsync(Carrier carrier, CarrierParcel parcel, int seed, IResult answer, HttpContext call, TimeProvider clock)
    {
        if (!carrier.Mood.LosesAnswer(Dice.Of(seed, "answer", carrier.Key, parcel.Reference).Below(100)))
        {
            return answer;
        }

        try
        {
            await Task.Delay(carrier.Mood.Silence, clock, call.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up, as it should.
        }

        call.Abort();
        return Results.Empty;
    }

    internal static CarrierFate FateOf(int seed, string reference) => Dice.Of(seed, "fate", reference).Below(100) switch
    {
        < 84 => CarrierFate.Delivered,
        < 94 => CarrierFate.NobodyHome,
        < 99 => CarrierFate.Refused,
        _ => CarrierFate.Lost,
    };

    /// <summary>A page of 4 × 6 inches with the number on it; the smallest PDF that readers open.</summary>
    internal static byte[] LabelOf(CarrierParcel parcel)
    {
        var lines = new[] { parcel.Courier.ToUpperInvariant(), parcel.Tracking!, $"{parcel.City} {parcel.Country}", $"REF {parcel.Reference}", parcel.Cod > 0 ? $"COD {Amount.Text(parcel.Cod)} {parcel.Currency}" : "PREPAID" };
        var text = string.Concat(lines.Select((line, at) => string.Create(CultureInfo.InvariantCulture, $"BT /F1 {(at == 1 ? 20 : 14)} Tf 24 {380 - 40 * at} Td ({Plain(line)}) Tj ET\n")));
        var objects = new[]
        {
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 432] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            string.Create(CultureInfo.InvariantCulture, $"<< /Length {text.Length} >>\nstream\n{text}endstream"), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
        };
        var (pdf, offsets) = (new StringBuilder("%PDF-1.4\n"), new List<int>());
        for (var at = 0; at < objects.Length; at++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{at + 1} 0 obj\n{objects[at]}\nendobj\n");
        }

        var xref = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => pdf.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }

    private static RouteGroupBuilder Guarded(IEndpointRouteBuilder routes, string path, Carrier carrier, TimeProvider clock) => (RouteGroupBuilder)routes.MapGroup(path).AddEndpointFilter(async (call, next) =>
    {
        if (carrier.Mood.IsDown)
        {
            return Results.Text("upstream connect error", "text/plain", statusCode: 503);
        }

        await Task.Delay(carrier.Mood.Takes, clock, call.HttpContext.RequestAborted);
        return await next(call);
    });

    private static string Plain(string text) => new([.. text.Where(letter => letter is >= ' ' and <= '~' and not '(' and not ')' and not '\\')]);
}

using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Messages;

/// <summary>Messages as WhatsApp's Cloud API (v23.0) takes them.</summary>
internal static class WhatsappRest
{
    public const string PhoneNumberId = "100000000000001";

    public static void Map(WebApplication app) => app.MapPost($"/v23.0/{PhoneNumberId}/messages", SendAsync);

    private static async Task<IResult> SendAsync(HttpRequest request, MessageLedger ledger, SimSettings settings, TimeProvider clock)
    {
        if (settings.MessageSecret is { } secret && request.Headers.Authorization != $"Bearer {secret}")
        {
            return Fault(401, 190, "Invalid OAuth access token");
        }

        if (ledger.IsDown)
        {
            return Fault(503, 2, "Service temporarily unavailable");
        }

        var body = await request.ReadFromJsonAsync<JsonElement>();
        if (body.Text("messaging_product") != "whatsapp" || body.Text("to") is not { Length: > 7 } to || !to.All(char.IsAsciiDigit))
        {
            return Fault(400, 100, "Invalid parameter");
        }

        var template = body.Part("template");
        var components = template.List("components");
        var words = body.Text("type") == "template"
            ? $"[{template.Text("name")} {template.Part("language").Text("code")}] " + string.Join(" | ", components.Where(one => one.Text("type") == "body").SelectMany(one => one.List("parameters")).Select(one => one.Text("text")))
            : body.Part("text").Text("body") ?? "";
        var payloads = components.Where(one => one.Text("type") == "button").SelectMany(one => one.List("parameters")).Select(one => one.Text("payload")).OfType<string>().ToList();
        var message = new Carried("whatsapp", ledger.NextId("wamid."), to, null, words, body.Text("biz_opaque_callback_data"), payloads, Receipts: null, clock.GetUtcNow());
        await ledger.TakeAsync(message, CancellationToken.None);
        return Results.Json(new { messaging_product = "whatsapp", contacts = new[] { new { input = to, wa_id = to } }, messages = new[] { new { id = message.Id } } });
    }

    private static IResult Fault(int status, int code, string message) =>
        Results.Json(new { error = new { message, type = "OAuthException", code, fbtrace_id = "sim" } }, statusCode: status);
}

using System.Globalization;
using System.Text;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Messages;

/// <summary>SMS as Twilio's form API (2010-04-01) takes it and lists it.</summary>
internal static class TwilioRest
{
    public const string Account = "AC00000000000000000000000000000001";
    private const int PageMax = 1_000;

    public static void Map(WebApplication app)
    {
        var account = app.MapGroup($"/2010-04-01/Accounts/{Account}").AddEndpointFilter((call, next) => IsKnown(call.HttpContext) ? next(call) : new ValueTask<object?>(Fault(401, 20003, "Authenticate")));
        account.MapPost("/Messages.json", SendAsync).DisableAntiforgery();
        account.MapGet("/Messages.json", List);
    }

    private static bool IsKnown(HttpContext call) =>
        call.RequestServices.GetRequiredService<SimSettings>().MessageSecret is not { } secret
        || call.Request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account}:{secret}"));

    private static async Task<IResult> SendAsync(HttpRequest request, MessageLedger ledger, TimeProvider clock)
    {
        if (ledger.IsDown)
        {
            return Fault(503, 20503, "Service unavailable");
        }

        var form = await request.ReadFormAsync();
        var (to, body) = (form["To"].ToString(), form["Body"].ToString());
        if (!(to.StartsWith('+') && to.Length is > 8 and < 17 && to.Skip(1).All(char.IsAsciiDigit)))
        {
            return Fault(400, 21211, "Invalid 'To' Phone Number");
        }

        if (body.Length is 0 or > 1600 || form["From"].ToString().Length == 0)
        {
            return Fault(400, 21602, "Message body or sender is missing or too long");
        }

        var sms = new Carried("sms", ledger.NextId("SM"), to, null, body, Key: null, [], form["StatusCallback"].ToString() is { Length: > 0 } receipts ? receipts : null, clock.GetUtcNow());
        await ledger.TakeAsync(sms, CancellationToken.None); // who does not wait for the answer has sent it all the same
        return Results.Json(Shown(sms), statusCode: 201);
    }

    private static IResult List(HttpRequest request, MessageLedger ledger)
    {
        if (ledger.IsDown)
        {
            return Fault(503, 20503, "Service unavailable");
        }

        var to = request.Query["To"].ToString();
        var size = int.TryParse(request.Query["PageSize"], CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, PageMax) : 50;
        var found = ledger.All().Where(one => one.Provider == "sms" && (to.Length == 0 || one.To == to)).Reverse().Take(size);
        return Results.Json(new { page = 0, page_size = size, next_page_uri = (string?)null, messages = found.Select(Shown) });
    }

    private static object Shown(Carried sms) => new
    {
        account_sid = Account, api_version = "2010-04-01", body = sms.Text, date_created = sms.At.ToString("r", CultureInfo.InvariantCulture), date_sent = (string?)null,
        direction = "outbound-api", error_code = (int?)null, error_message = (string?)null, num_segments = "1", sid = sms.Id, status = "queued", to = sms.To,
    };

    private static IResult Fault(int status, int code, string message) =>
        Results.Json(new { code, message, more_info = $"https://www.twilio.com/docs/errors/{code}", status }, statusCode: status);
}

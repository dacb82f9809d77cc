using ControlTower.Data;

namespace ControlTower.Api;

/// <summary>
/// Every POST names its wish by an Idempotency-Key, a UUID made once by whoever asks; it becomes the command's id, so that a request sent
/// again after a lost answer is done once.
/// </summary>
public static class CommandKey
{
    public const string Header = "Idempotency-Key";

    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method))
        {
            var sent = request.Headers[Header].ToString();
            if (sent.Length == 0)
            {
                return ApiProblem.Of(CommandRefusals.KeyMissing());
            }

            if (!Guid.TryParse(sent, out var key) || key == Guid.Empty)
            {
                return ApiProblem.Of(CommandRefusals.KeyMalformed());
            }

            context.HttpContext.Items[typeof(CommandKey)] = key;
        }

        return await next(context);
    }

    /// <summary>The command id of this request.</summary>
    public static Guid CommandId(this HttpContext context) =>
        context.Items[typeof(CommandKey)] as Guid? ?? throw new InvalidOperationException("Only a POST below /api/v1 carries a command.");
}

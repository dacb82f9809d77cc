using ControlTower.Access;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Printing;

namespace ControlTower.Api;

/// <summary>/api/v1/shipping/{parcel}/label and /print: the label as a file, and on a printer.</summary>
public static class LabelEndpoints
{
    private const int Dpi = 203;

    /// <param name="Printer">Its key; null: one of the parcel's warehouse.</param>
    /// <param name="Why">Demanded for a second label.</param>
    public sealed record PrintWish(string? Printer = null, string? Why = null);

    private sealed record PrintBody(Guid Job, string Parcel, string Printer, int Copy, PrintState State, string? Error);

    public static void MapLabels(this IEndpointRouteBuilder api)
    {
        var shipping = api.MapGroup("/shipping").WithTags("Shipping");
        shipping.MapGet("/{parcel}/label.pdf", (string parcel, HttpContext context, LabelShelf labels, CancellationToken cancellationToken, bool own = false) =>
                GetAsync(parcel, asZpl: false, own, Dpi, context, labels, cancellationToken))
            .NeedsDuty(Duty.PrintLabels).Produces(StatusCodes.Status200OK, contentType: "application/pdf").WithSummary("The courier's own label as it came, else ours; own=true: ours with the SSCC");
        shipping.MapGet("/{parcel}/label.zpl", (string parcel, HttpContext context, LabelShelf labels, CancellationToken cancellationToken, bool own = false, int dpi = Dpi) =>
                GetAsync(parcel, asZpl: true, own, dpi, context, labels, cancellationToken))
            .NeedsDuty(Duty.PrintLabels).Produces(StatusCodes.Status200OK, contentType: "application/zpl").WithSummary("The label for a printer of 203 or 300 dpi");
        shipping.MapPost("/{parcel}/print", PrintAsync).Produces<PrintBody>().WithSummary("Send the label to a printer; a second one demands why");
    }

    private static async Task<IResult> GetAsync(string sscc, bool asZpl, bool own, int dpi, HttpContext context, LabelShelf labels, CancellationToken cancellationToken)
    {
        if (dpi is not (203 or 300))
        {
            return ApiProblem.Of(new Refusal("shipping.dpi-invalid", "A label printer has 203 or 300 dots to the inch: dpi=203 or dpi=300.", "dpi"));
        }

        if (!(await labels.FindAsync(sscc, context.Actor(), asZpl, own, dpi, cancellationToken)).Decided(out var label, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        context.Response.Headers.CacheControl = "no-store"; // an address stands on it
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(label.Content, label.MediaType);
    }

    private static async Task<IResult> PrintAsync(
        string parcel, PrintWish? wish, HttpContext context, PrintLabelHandler handler, PrinterBook printers, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), parcel, wish?.Printer, wish?.Why), cancellationToken),
            async asked => await printers.JobAsync(asked.Job, cancellationToken) is { } job
                ? new PrintBody(job.Id, job.Sscc, job.Printer, job.Copy, job.State, job.Error)
                : null,
            cancellationToken);
}

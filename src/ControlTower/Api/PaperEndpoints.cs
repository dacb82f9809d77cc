using ControlTower.Access;
using ControlTower.Documents;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Documents;
using ControlTower.Screens.Words;

namespace ControlTower.Api;

/// <summary>/api/v1/packing/{parcel}/…: the papers of a parcel as PDF.</summary>
public static class PaperEndpoints
{
    public static void MapPapers(this IEndpointRouteBuilder api)
    {
        var packing = api.MapGroup("/packing").WithTags("Packing");
        packing.MapGet("/{parcel}/slip.pdf", (string parcel, HttpContext context, PaperReader papers, WordBook words, CancellationToken cancellationToken, string? lang = null) =>
                GetAsync(PaperKind.PackingSlip, parcel, lang, context, papers, words, cancellationToken))
            .NeedsDuty(Duty.ViewOrders).Produces(StatusCodes.Status200OK, contentType: Pdf).WithSummary("The packing slip, in the customer's language or in lang");
        packing.MapGet("/{parcel}/invoice.pdf", (string parcel, HttpContext context, PaperReader papers, WordBook words, CancellationToken cancellationToken, string? lang = null) =>
                GetAsync(PaperKind.Invoice, parcel, lang, context, papers, words, cancellationToken))
            .NeedsDuty(Duty.ViewOrders).Produces(StatusCodes.Status200OK, contentType: Pdf).WithSummary("The invoice of what lies in the parcel, in the customer's language or in lang");
    }

    private const string Pdf = "application/pdf";

    private static async Task<IResult> GetAsync(
        PaperKind kind, string sscc, string? lang, HttpContext context, PaperReader papers, WordBook book, CancellationToken cancellationToken)
    {
        if (lang is not (null or "en" or "ar"))
        {
            return ApiProblem.Of(PaperRefusals.LanguageInvalid());
        }

        if (!(await papers.FindAsync(sscc, context.Actor(), cancellationToken)).Decided(out var paper, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        var words = new TowerWords(book, Languages.Of(lang ?? paper.Language));
        context.Response.Headers.CacheControl = "no-store"; // an address stands on it
        context.Response.Headers.ContentDisposition = $"inline; filename=\"{PaperPdf.WordOf(kind)}-{paper.InvoiceNumber}.pdf\"";
        return Results.File(PaperPdf.Draw(paper, kind, words, words.Culture), Pdf);
    }
}

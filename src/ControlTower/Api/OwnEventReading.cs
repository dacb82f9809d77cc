using ControlTower.Data;
using System.Security.Cryptography;
using ControlTower.Packing;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Road;

namespace ControlTower.Api;

/// <summary>What a driver sent: the words, and the pictures that were kept.</summary>
internal sealed record OwnEventReading(OwnEventBody Body, IReadOnlyList<KeptPicture> Pictures)
{
    private static readonly (string Part, ProofKind Kind)[] s_parts = [("photo", ProofKind.Photo), ("signature", ProofKind.Signature)];

    /// <returns>Or what cannot be read: <c>api.…</c>, <c>packing.photo-invalid</c>, <c>packing.photo-too-large</c>.</returns>
    public static async Task<Outcome<OwnEventReading>> ReadAsync(HttpRequest request, PhotoStore photos, CancellationToken cancellationToken)
    {
        if (request.HasFormContentType)
        {
            return await ReadFormAsync(request, photos, cancellationToken);
        }

        if (!request.HasJsonContentType())
        {
            return new Refusal("api.media-type", "Send the event as application/json, or as a form with its pictures.");
        }

        return await request.ReadFromJsonAsync<OwnEventBody>(ApiJson.Options, cancellationToken) is not { } body ? BadRequests.BodyMissing()
            : body.Cash is { } cash && cash.Money() is null ? new Refusal("api.value", "This is no amount of money.", "cash")
            : new OwnEventReading(body, []);
    }

    private static async Task<Outcome<OwnEventReading>> ReadFormAsync(HttpRequest request, PhotoStore photos, CancellationToken cancellationToken)
    {
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            return BadRequests.BodyMissing();
        }

        if (!Enum.TryParse<ParcelState>(form["state"], ignoreCase: true, out var state) || !Enum.IsDefined(state))
        {
            return new Refusal("api.value", "Say where the parcel is, like delivered.", "state");
        }

        var reason = Enum.TryParse<AttemptReason>(form["reason"], ignoreCase: true, out var told) && Enum.IsDefined(told) ? told : (AttemptReason?)null;
        var pictures = new List<KeptPicture>();
        foreach (var (part, kind) in s_parts)
        {
            if (form.Files.GetFile(part) is not { } file)
            {
                continue;
            }

            using var sent = new MemoryStream();
            await file.CopyToAsync(sent, cancellationToken);
            if (!(await photos.KeepAsync(sent.ToArray(), cancellationToken)).Decided(out var kept, out var refused))
            {
                return refused with { Field = part };
            }

            pictures.Add(new(kind, kept.File, Convert.ToHexStringLower(SHA256.HashData(sent.ToArray()))));
        }

        return new OwnEventReading(new(state, null, form["place"], reason, form["receivedBy"], form["code"], null, null, null), pictures);
    }
}

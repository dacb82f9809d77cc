using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels;

/// <summary>A parcel left. Its key stands in what the shop is told, so that it is found when it is told twice.</summary>
/// <param name="Lines">The shop's ids of the lines in it, with units; empty: everything.</param>
public sealed record ShippedNews(string ExternalId, string Tracking, string Courier, IReadOnlyList<OfficeLine> Lines);

public sealed record OfficeLine(string? Line, int Units);

/// <param name="Reason">What the shop's own book shows.</param>
public sealed record OfficeRefund(string ExternalId, Money Amount, string Reason, IReadOnlyList<OfficeLine> Lines);

/// <summary>
/// A shop that is told what we did, and asked to pay money back. Every act first looks whether it was done before, under the same key, since a
/// call that timed out may have been carried out. What does not work throws the exception of the pipe; <see cref="HttpRequestException.StatusCode"/>
/// says whether it is worth trying again.
/// </summary>
public interface IShopOffice
{
    /// <returns>The shop's number of what it wrote down.</returns>
    Task<string> ShippedAsync(ShippedNews news, string key, CancellationToken cancellationToken);

    /// <summary>Everything that was wanted has left.</summary>
    Task CompletedAsync(string externalId, CancellationToken cancellationToken);

    Task CancelledAsync(string externalId, CancellationToken cancellationToken);

    /// <returns>The shop's number of the refund.</returns>
    Task<string> RefundAsync(OfficeRefund refund, string key, CancellationToken cancellationToken);

    /// <returns>False where the shop does not sell it.</returns>
    Task<bool> StockAsync(string sku, int available, CancellationToken cancellationToken);
}

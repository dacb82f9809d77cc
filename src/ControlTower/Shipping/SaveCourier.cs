using System.Text.Json;
using System.Text.Json.Serialization;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ControlTower.Shipping;

/// <summary>A courier is taken on, or changed. Secrets are written and never read back; null leaves what is there.</summary>
/// <param name="IsOn">False: nothing new is booked with it; what is under way is followed to its end.</param>
/// <param name="WebhookSecret">Proves its events; the one before stays good beside it, so that the courier can be changed over without a lost event.</param>
public sealed record SaveCourier(
    Guid CommandId, Actor By, string Key, CourierKind Kind, string Country, string? BaseUrl, int PollSeconds, IReadOnlyList<CourierService> Services, CourierConfig Config, bool IsOn,
    [property: JsonIgnore] string? ApiKey, [property: JsonIgnore] string? WebhookSecret, [property: JsonIgnore] CourierAccount Account) : ICommand
{
    public static Duty Needs => Duty.Administer;
}

public sealed class SaveCourierHandler(CommitGate gate, CourierBook couriers, IOptions<CouriersOptions> settings)
{
    /// <returns>Or <c>courier.fixed</c>, <c>courier.kind-differs</c>, <c>courier.…-invalid</c> with the field.</returns>
    public async Task<Outcome<Committed<CourierSaved>>> HandleAsync(SaveCourier command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<SaveCourier, CourierSaved>(command, work => SaveAsync(work, command, cancellationToken), cancellationToken);
        if (outcome.Decided(out _, out _))
        {
            await couriers.LoadAsync(cancellationToken); // this node at once; the others hear it from the feed
        }

        return outcome;
    }

    private async Task<Outcome<CourierSaved>> SaveAsync(Work work, SaveCourier wish, CancellationToken cancellationToken)
    {
        if (CourierWishes.Refuse(wish) is { } refusal)
        {
            return refusal;
        }

        await work.Db.Database.ExecuteSqlAsync($"select 1 from courier where key = {wish.Key} for update", cancellationToken);
        var courier = await work.Db.Couriers.SingleOrDefaultAsync(one => one.Key == wish.Key, cancellationToken);
        var isFixed = settings.Value.ContainsKey(wish.Key);
        if (isFixed && (courier is null || !LeavesSettings(wish, courier)))
        {
            return new Refusal("courier.fixed", "Its address and its secrets come from the settings of the process and are changed there.", "key");
        }

        if (courier is not null && courier.Kind != wish.Kind)
        {
            return new Refusal("courier.kind-differs", "A courier stays what it is: its parcels are on the road. Take on another courier instead.", "kind");
        }

        var before = courier is null ? null : new { courier.Country, courier.BaseUrl, courier.PollSeconds, services = OpenCourier.ServicesOf(courier.Services), config = OpenCourier.ConfigOf(courier.Config), courier.IsOn };
        if (courier is null)
        {
            work.Db.Add(courier = new Courier { Key = wish.Key, Kind = wish.Kind });
        }

        (courier.Country, courier.BaseUrl, courier.PollSeconds, courier.IsOn) = (wish.Country, wish.BaseUrl, wish.PollSeconds, wish.IsOn);
        courier.Services = JsonSerializer.Serialize(wish.Services, JournalJson.Options);
        courier.Config = JsonSerializer.Serialize(wish.Config, JournalJson.Options);
        return new CourierSaved(courier.Key, courier.Kind, courier.Country, courier.BaseUrl, courier.PollSeconds, wish.Services, wish.Config, courier.IsOn, Write(courier, wish), before);
    }

    /// <summary>What the settings do not say (what it carries, whether it is on) is kept here for their couriers, too.</summary>
    private static bool LeavesSettings(SaveCourier wish, Courier courier) =>
        (wish.BaseUrl?.TrimEnd('/'), wish.Country, wish.PollSeconds) == (courier.BaseUrl?.TrimEnd('/'), courier.Country, courier.PollSeconds)
        && wish.ApiKey is null && wish.WebhookSecret is null && wish.Account.IsEmpty;

    private List<string> Write(Courier courier, SaveCourier wish)
    {
        var written = new List<string>();
        if (wish.ApiKey is { Length: > 0 } key)
        {
            courier.ApiKey = couriers.Protect(key);
            written.Add(nameof(wish.ApiKey));
        }

        if (wish.WebhookSecret is { Length: > 0 } secret)
        {
            (courier.WebhookSecretBefore, courier.WebhookSecret) = (courier.WebhookSecret, couriers.Protect(secret));
            written.Add(nameof(wish.WebhookSecret));
        }

        if (couriers.Protect(wish.Account) is { } account)
        {
            courier.Credentials = account;
            written.Add(nameof(wish.Account));
        }

        return written;
    }
}

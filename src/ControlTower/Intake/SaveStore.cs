using System.Text.Json.Serialization;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ControlTower.Intake;

/// <summary>A store is opened, or one that is kept here is changed. Secrets are written and never read back; null leaves what is there.</summary>
/// <param name="IsClosed">Takes nothing in any more; its orders stay.</param>
/// <param name="Secret">Signs its webhooks; the one before stays good beside it, so that the shop can be changed over without a lost order.</param>
public sealed record SaveStore(
    Guid CommandId, Actor By, string Key, Channel Kind, string Country, string Currency, CodConfirmPolicy CodConfirm, string? BaseUrl, int SweepSeconds, bool IsClosed,
    [property: JsonIgnore] string? Secret, [property: JsonIgnore] string? ApiKey, [property: JsonIgnore] string? ApiSecret) : ICommand
{
    public static Duty Needs => Duty.Administer;
}

/// <param name="Secrets">Names of the secrets that were written, never their words.</param>
public sealed record StoreSaved(
    string Store, Channel Kind, string Country, string Currency, CodConfirmPolicy CodConfirm, string? BaseUrl, int SweepSeconds, bool IsClosed, IReadOnlyList<string> Secrets,
    [property: JsonIgnore] object? Before) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Store(Store);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];

    [JsonIgnore]
    public object? Old => Before;
}

public sealed class SaveStoreHandler(CommitGate gate, StoreBook stores, IOptions<StoresOptions> settings)
{
    private const int KeyCharsMax = 40;
    private const int SecretCharsMax = 500;
    private const int SweepSecondsMin = 10;
    private const int SweepSecondsMax = 86_400;

    /// <returns>Or <c>store.fixed</c>, <c>store.kind-differs</c>, <c>store.…-invalid</c> with the field.</returns>
    public async Task<Outcome<Committed<StoreSaved>>> HandleAsync(SaveStore command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<SaveStore, StoreSaved>(command, work => SaveAsync(work, command, cancellationToken), cancellationToken);
        if (outcome.Decided(out _, out _))
        {
            await stores.LoadAsync(cancellationToken); // this node at once; the others hear it from the feed
        }

        return outcome;
    }

    private async Task<Outcome<StoreSaved>> SaveAsync(Work work, SaveStore wish, CancellationToken cancellationToken)
    {
        if (Refuse(wish) is { } refusal)
        {
            return refusal;
        }

        await work.Db.Database.ExecuteSqlAsync($"select 1 from channel_store where key = {wish.Key} for update", cancellationToken);
        var store = await work.Db.Stores.SingleOrDefaultAsync(one => one.Key == wish.Key, cancellationToken);
        if (store is not null && store.Kind != wish.Kind)
        {
            return new Refusal("store.kind-differs", "A store stays what it is: its orders carry its kind. Open another store instead.", "kind");
        }

        var before = store is null ? null : new { store.Country, store.Currency, store.CodConfirm, store.BaseUrl, store.SweepSeconds, store.IsClosed };
        if (store is null)
        {
            work.Db.Add(store = new ChannelStore { Key = wish.Key, Kind = wish.Kind, Country = wish.Country, Currency = wish.Currency });
        }

        (store.Country, store.Currency, store.CodConfirm) = (wish.Country, wish.Currency, wish.CodConfirm);
        (store.BaseUrl, store.SweepSeconds, store.IsClosed) = (wish.BaseUrl, wish.SweepSeconds, wish.IsClosed);
        return new StoreSaved(
            store.Key, store.Kind, store.Country, store.Currency, store.CodConfirm, store.BaseUrl, store.SweepSeconds, store.IsClosed, Write(store, wish), before);
    }

    private List<string> Write(ChannelStore store, SaveStore wish)
    {
        var written = new List<string>();
        if (wish.Secret is { Length: > 0 } secret)
        {
            (store.SecretBefore, store.Secret) = (store.Secret, stores.Protect(secret));
            written.Add(nameof(wish.Secret));
        }

        if (wish.ApiKey is { Length: > 0 } key)
        {
            store.ApiKey = stores.Protect(key);
            written.Add(nameof(wish.ApiKey));
        }

        if (wish.ApiSecret is { Length: > 0 } apiSecret)
        {
            store.ApiSecret = stores.Protect(apiSecret);
            written.Add(nameof(wish.ApiSecret));
        }

        return written;
    }

    private Refusal? Refuse(SaveStore wish) =>
        settings.Value.ContainsKey(wish.Key) ? new("store.fixed", "This store comes from the settings of the process and is changed there.", "key")
        : !IsKey(wish.Key) ? new("store.key-invalid", $"A store's key has 1 to {KeyCharsMax} small letters, digits and hyphens, and begins with no hyphen.", "key")
        : wish.Country is not "" && !(wish.Country.Length == 2 && wish.Country.All(char.IsAsciiLetterUpper)) ? new("store.country-invalid", "Give a country of two capital letters, like EG.", "country")
        : !(wish.Currency.Length == 3 && wish.Currency.All(char.IsAsciiLetterUpper)) ? new("store.currency-invalid", "Give a currency of three capital letters, like EGP.", "currency")
        : wish.BaseUrl is not null && !IsRoot(wish.BaseUrl) ? new("store.base-url-invalid", "Give the address of the shop's host, like https://shop.example.com.", "baseUrl")
        : wish.SweepSeconds is < SweepSecondsMin or > SweepSecondsMax ? new("store.sweep-invalid", $"Sweep every {SweepSecondsMin} to {SweepSecondsMax} seconds.", "sweepSeconds")
        : new[] { wish.Secret, wish.ApiKey, wish.ApiSecret }.Any(secret => secret?.Length > SecretCharsMax) ? new("store.secret-invalid", $"A secret has {SecretCharsMax} characters at most.", "secret")
        : null;

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= KeyCharsMax && key[0] != '-' && key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static bool IsRoot(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0;
}

using System.Security.Cryptography;
using ControlTower.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ControlTower.Data;

/// <summary>
/// The customer's own way to an order, without a login: a token of 128 random bits, made when the link is first written into a message. Deleted with
/// the customer's data, it leads nowhere, like one that never was.
/// </summary>
public sealed class TrackLinks(IOptions<TowerOptions> tower)
{
    public const int TokenChars = 22;
    private const int TokenBytes = 16;

    /// <summary>Where an order is followed: <c>https://…/track/{token}</c>; a path alone where the tower does not know its public address.</summary>
    public async Task<string> LinkAsync(TowerDb db, Guid order, DateTimeOffset now, CancellationToken cancellationToken) =>
        LinkOf(await TokenAsync(db, order, now, cancellationToken));

    public string LinkOf(string token) => $"{tower.Value.PublicUrl?.ToString().TrimEnd('/')}/track/{token}";

    /// <summary>The order's token, made now where it has none.</summary>
    public static async Task<string> TokenAsync(TowerDb db, Guid order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        await db.Database.ExecuteSqlAsync($"insert into track_link (token, order_id, made_at) values ({made}, {order}, {now}) on conflict (order_id) do nothing", cancellationToken);
        return await db.Database.SqlQuery<string>($"""select token as "Value" from track_link where order_id = {order}""").SingleAsync(cancellationToken);
    }

    public static bool IsToken(string text) => text.Length == TokenChars && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}

using System.Text.Json;
using ControlTower.Journal;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Queues what a shop is to be told, in the transaction that makes it true.</summary>
public static class ShopDesk
{
    /// <summary>Whether the store is a shop that can be told something.</summary>
    public static Task<bool> CanBeToldAsync(Work work, string store, CancellationToken cancellationToken) =>
        work.Db.Stores.AnyAsync(
            one => one.Key == store && !one.IsClosed && one.BaseUrl != null && (one.Kind == Channel.Woocommerce || one.Kind == Channel.Shopify), cancellationToken);

    /// <param name="effectKey">The same key is told once, whoever asks for it again.</param>
    public static async Task QueueAsync(Work work, SalesOrder order, ErrandKind kind, string effectKey, object what, CancellationToken cancellationToken)
    {
        if (await work.Db.ShopErrands.AnyAsync(errand => errand.EffectKey == effectKey, cancellationToken)
            || work.Db.ShopErrands.Local.Any(errand => errand.EffectKey == effectKey))
        {
            return;
        }

        work.Db.ShopErrands.Add(new(
            Guid.CreateVersion7(work.Now), order.Store, order.Id, kind, effectKey, JsonSerializer.Serialize(what, JournalJson.Options), work.Now));
    }
}

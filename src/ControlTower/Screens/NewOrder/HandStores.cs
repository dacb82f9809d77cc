using ControlTower.Intake;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.NewOrder;

/// <summary>Stores whose orders somebody may enter, by hand or by file.</summary>
public static class HandStores
{
    public static IReadOnlyList<StoreFacts> For(Actor who, StoreBook book, PlaceOrderHandler placing) =>
        [.. book.All.Select(store => store.Facts).Where(store => IsEntered(store.Kind) && placing.Refuse(store.Key, who) is null)
            .OrderBy(store => store.Kind != Channel.Manual).ThenBy(store => store.Key, StringComparer.Ordinal)];

    /// <summary>Shops tell their orders themselves.</summary>
    private static bool IsEntered(Channel kind) => kind switch
    {
        Channel.Woocommerce or Channel.Shopify or Channel.Amazon => false,
        Channel.Marketplace or Channel.Pos or Channel.Whatsapp or Channel.Manual => true,
    };
}

namespace ControlTower.Simulator.World;

/// <summary>One place where people buy; the tower knows it by the same key.</summary>
/// <param name="Kind">The channel: <c>woocommerce</c>, <c>shopify</c>, <c>pos</c>, <c>marketplace</c>, <c>whatsapp</c>, <c>manual</c>.</param>
/// <param name="Prefix">Of its order ids; empty for shops, whose ids are bare numbers.</param>
/// <param name="FirstId">Where its numbers begin.</param>
/// <param name="Share">Of all orders, in hundredths.</param>
public sealed record Store(string Key, string Kind, string Country, string Currency, string Prefix, long FirstId, int Share)
{
    public static readonly Store SiteEg = new("site-eg", "woocommerce", "EG", "EGP", "", 20_001, 36);

    /// <summary>Shopify's ids are beyond what a double holds exactly; ours are too, so that a reader that rounds is found out.</summary>
    public static readonly Store ShopSa = new("shop-sa", "shopify", "SA", "SAR", "", 820_982_911_946_200_001, 24);

    public static readonly Store PosCairo = new("pos-cairo", "pos", "EG", "EGP", "R-", 50_001, 16);
    public static readonly Store Market = new("market", "marketplace", "EG", "EGP", "MK-", 70_001, 12);
    public static readonly Store Whatsapp = new("whatsapp", "whatsapp", "EG", "EGP", "WA-", 30_001, 9);
    public static readonly Store Manual = new("manual", "manual", "EG", "EGP", "PH-", 10_001, 3);

    public static readonly IReadOnlyList<Store> All = [SiteEg, ShopSa, PosCairo, Market, Whatsapp, Manual];

    public static Store? Find(string key) => All.FirstOrDefault(store => store.Key == key);

    /// <summary>By the stores' shares.</summary>
    public static Store Choose(Dice dice)
    {
        var left = dice.Below(All.Sum(store => store.Share));
        return All.First(store => (left -= store.Share) < 0);
    }
}

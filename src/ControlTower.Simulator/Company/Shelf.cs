namespace ControlTower.Simulator.Company;

/// <summary>One category of the demo company: ten products in three variants each, which stand together in one zone.</summary>
/// <param name="Code">First letters of its SKUs.</param>
/// <param name="PriceFrom">Of the cheapest product's first variant, in EGP.</param>
internal sealed record Shelf(string Code, string Category, int PriceFrom, IReadOnlyList<string> Products, IReadOnlyList<Variant> Variants)
{
    private static readonly Variant[] s_packs = [new("250", "250 g", 270, 1.0m), new("500", "500 g", 530, 1.9m), new("1K", "1 kg", 1_050, 3.6m)];
    private static readonly Variant[] s_sizes = [new("S", "Size S", 210, 1.0m), new("M", "Size M", 230, 1.0m), new("L", "Size L", 250, 1.0m)];
    private static readonly Variant[] s_bottles = [new("30", "30 ml", 120, 1.0m), new("50", "50 ml", 180, 1.5m), new("100", "100 ml", 290, 2.6m)];
    private static readonly Variant[] s_colours = [new("BLK", "Black", 300, 1.0m), new("SND", "Sand", 300, 1.0m), new("OLV", "Olive", 300, 1.05m)];

    public static readonly IReadOnlyList<Shelf> All =
    [
        new("TEA", "Tea", 85,
            ["Black Tea", "Green Tea", "Hibiscus", "Mint Tea", "Anise Tea",
                "Ginger Tea", "Chamomile", "Earl Grey", "White Tea", "Karak Mix"], s_packs),
        new("COF", "Coffee", 140,
            ["Turkish Roast", "Arabic Light", "Espresso Beans", "Filter Grind", "Cardamom Blend",
                "Decaf Beans", "House Blend", "Yemeni Mocha", "Instant Gold", "Sidamo Beans"], s_packs),
        new("DAT", "Dates", 95,
            ["Ajwa", "Sukkari", "Medjool", "Khalas", "Safawi",
                "Siwi", "Zahidi", "Barhi", "Date Paste", "Stuffed Dates"], s_packs),
        new("SPC", "Spices", 45,
            ["Cumin", "Coriander", "Turmeric", "Sumac", "Za'atar",
                "Black Pepper", "Paprika", "Cinnamon", "Cloves", "Seven Spice"], s_packs),
        new("HNY", "Honey", 160,
            ["Clover Honey", "Sidr Honey", "Orange Blossom", "Black Seed Honey", "Thyme Honey",
                "Acacia Honey", "Honey & Nuts", "Honey Comb", "Mountain Honey", "Royal Mix"], s_packs),
        new("OUD", "Fragrance", 320,
            ["Oud Classic", "Musk White", "Amber Night", "Rose Taif", "Saffron Oud",
                "Jasmine", "Vetiver", "Oud & Musk", "Citrus Nile", "Sandalwood"], s_bottles),
        new("SKN", "Skin care", 110,
            ["Argan Oil", "Aloe Gel", "Rose Water", "Night Cream", "Day Cream",
                "Black Seed Oil", "Face Wash", "Hand Cream", "Lip Balm", "Sun Milk"], s_bottles),
        new("TSH", "T-shirts", 190,
            ["Plain Tee", "Striped Tee", "Nile Print", "Pocket Tee", "Long Sleeve",
                "Polo", "Henley", "Sport Tee", "Graphic Tee", "V-Neck"], s_sizes),
        new("ABA", "Abayas", 540,
            ["Abaya Classic", "Abaya Linen", "Abaya Crepe", "Abaya Open", "Abaya Kimono",
                "Abaya Sport", "Abaya Satin", "Abaya Pleated", "Abaya Travel", "Abaya Umbrella"], s_sizes),
        new("SCF", "Scarves", 120,
            ["Cotton Scarf", "Chiffon Scarf", "Silk Scarf", "Viscose Scarf", "Modal Scarf",
                "Wool Scarf", "Linen Scarf", "Shemagh", "Pashmina", "Jersey Scarf"], s_colours),
        new("BAG", "Bags", 350,
            ["Tote Bag", "Backpack", "Belt Bag", "Laptop Sleeve", "Weekender",
                "Wallet", "Card Holder", "Camera Bag", "Gym Bag", "Shopping Bag"], s_colours),
        new("KIT", "Kitchen", 150,
            ["Coffee Pot", "Tea Glasses", "Serving Tray", "Spice Rack", "Knife Set",
                "Cutting Board", "Mortar", "Storage Jar", "Measuring Set", "Trivet"], s_colours),
        new("PHN", "Phone parts", 90,
            ["USB-C Cable", "Wall Charger", "Power Bank", "Phone Case", "Screen Guard",
                "Car Mount", "Earbuds", "Ring Light", "Desk Stand", "Card Reader"], s_colours),
        new("GFT", "Gifts", 420,
            ["Ramadan Box", "Tea Lover Box", "Coffee Lover Box", "Spa Box", "Date Box",
                "Office Box", "Welcome Box", "Eid Box", "Honey Box", "Travel Box"], s_colours),
    ];
}

/// <param name="Code">Last letters of the SKU.</param>
/// <param name="Factor">On the product's price.</param>
internal sealed record Variant(string Code, string Label, int WeightGrams, decimal Factor);

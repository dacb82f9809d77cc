using System.Globalization;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Company;

/// <summary>An article of the demo company.</summary>
/// <param name="Gtin">EAN-13 of one piece.</param>
/// <param name="CaseGtin">Of a case of twelve; null where it is sold to the company by the piece.</param>
/// <param name="Price">In EGP, tax included.</param>
/// <param name="Kit">What a gift box consists of; empty where it is a thing of its own.</param>
/// <param name="Shelf">0 to 13: its category's place in the house.</param>
/// <param name="Bay">0 to 4 within its category's aisle.</param>
/// <param name="IsScarce">Bought in twos and threes, and sold out soon.</param>
public sealed record Article(
    string Sku,
    string Name,
    string Category,
    long ProductId,
    long VariantId,
    string Gtin,
    string? CaseGtin,
    int WeightGrams,
    decimal Price,
    IReadOnlyList<(string Sku, int Units)> Kit,
    int Shelf,
    int Bay,
    bool IsScarce)
{
    /// <summary>What a store in <paramref name="currency"/> asks: round riyals and a half, about a thirteenth.</summary>
    public decimal PriceIn(string currency) => currency == "SAR" ? Math.Max(5, Math.Round(Price / 13 * 2) / 2) : Price;
}

/// <summary>The 420 articles, the same for every seed but for prices.</summary>
public sealed class Catalogue
{
    private const string CompanyPrefix = "6221033"; // GS1 prefix of the examples, Egypt
    private readonly Dictionary<string, Article> _bySku;

    public Catalogue(int seed)
    {
        var articles = new List<Article>(420);
        for (var shelf = 0; shelf < Company.Shelf.All.Count; shelf++)
        {
            articles.AddRange(Fill(shelf, seed, articles.Count));
        }

        Articles = [.. articles.Select(article => article.Category == "Gifts" && article.Sku.EndsWith("-BLK", StringComparison.Ordinal) ? AsKit(article, articles) : article)];
        _bySku = Articles.ToDictionary(article => article.Sku, StringComparer.Ordinal);
        Sold = [.. Articles.Where(article => !article.IsScarce)];
        Scarce = [.. Articles.Where(article => article.IsScarce)];
    }

    public IReadOnlyList<Article> Articles { get; }

    /// <summary>What customers usually buy.</summary>
    public IReadOnlyList<Article> Sold { get; }

    public IReadOnlyList<Article> Scarce { get; }

    public Article? Find(string sku) => _bySku.GetValueOrDefault(sku);

    private static IEnumerable<Article> Fill(int place, int seed, int before)
    {
        var shelf = Company.Shelf.All[place];
        for (var at = 0; at < shelf.Products.Count * shelf.Variants.Count; at++)
        {
            var (product, variant) = (at / shelf.Variants.Count, shelf.Variants[at % shelf.Variants.Count]);
            var number = before + at;
            var sku = string.Create(CultureInfo.InvariantCulture, $"{shelf.Code}-{product + 1:00}-{variant.Code}");
            var step = Dice.Of(seed, "price", shelf.Code, shelf.Products[product]).Between(0, 12);
            var price = Math.Round(shelf.PriceFrom * (1 + step / 10m) * variant.Factor / 5) * 5;
            yield return new Article(
                sku, $"{shelf.Products[product]} – {variant.Label}", shelf.Category, 4_000 + place * 10 + product, 9_000 + number,
                Gtin($"{CompanyPrefix}{number:00000}"), at % 3 == 0 ? Gtin($"1{CompanyPrefix}{number:00000}") : null,
                variant.WeightGrams, price, [], place, at / 6, at % 30 == 17);
        }
    }

    /// <summary>The black gift boxes are put together when they are sold: two things of other shelves, so their stock is theirs.</summary>
    private static Article AsKit(Article box, List<Article> articles)
    {
        var at = (int)(box.ProductId % 10);
        var (one, two) = (articles[at * 3], articles[30 + at * 3]);
        return box with { Kit = [(one.Sku, 1), (two.Sku, 2)], WeightGrams = one.WeightGrams + 2 * two.WeightGrams, IsScarce = false };
    }

    /// <summary>With its check digit: weights 3 and 1 from the right.</summary>
    private static string Gtin(string digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            sum += (digits[^(at + 1)] - '0') * (at % 2 == 0 ? 3 : 1);
        }

        return digits + (char)('0' + (10 - sum % 10) % 10);
    }
}

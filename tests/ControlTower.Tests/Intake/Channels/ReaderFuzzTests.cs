using System.Text;
using System.Text.Json;
using ControlTower.Intake.Channels;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Intake.Channels.OwnJson;
using ControlTower.Intake.Channels.Shopify;
using ControlTower.Intake.Channels.WooCommerce;
using CsCheck;

namespace ControlTower.Tests.Intake.Channels;

/// <summary>Whatever bytes come in, a reader answers; none throws, and what it answers can be stored.</summary>
public sealed class ReaderFuzzTests
{
    private static readonly byte[][] s_wooBodies = Bodies(FixtureDoor.WooCommerce);
    private static readonly byte[][] s_shopBodies = Bodies(FixtureDoor.Shopify);
    private static readonly string[] s_wooTopics = ["order.created", "order.updated", "order.deleted", "order.restored", "product.updated", ""];
    private static readonly string[] s_shopTopics = ["orders/create", "orders/updated", "orders/cancelled", "orders/delete", "refunds/create", "shop/redact", ""];

    private static readonly byte[] s_own = OwnOrderReaderTests.Body();
    private static readonly byte[] s_csv = Encoding.UTF8.GetBytes(CsvOrderReaderTests.File());

    /// <summary>Pieces that break parsers: borders of numbers, broken escapes, other types, markup, controls.</summary>
    private static readonly string[] s_pieces =
    [
        "null", "true", "[]", "{}", "\"\"", "-1", "1e400", "1E+30", "0.1e-400", "99999999999999999999999999", "9223372036854775808", "NaN", "1.5",
        "\"\\u0000\"", "\"\\ud83d\"", "\"\\udc00\\ud800\"", "\"\u202E\u200F\"", "\"٣\"", "\"<script>alert(1)</script>\"", "\"=1+1\"", "\"'; drop table x;--\"",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\\", "\"", ",", "}", "\0", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59+14:00\"",
    ];

    /// <summary>Evenly over the body; a generated fraction would prefer its borders.</summary>
    private static readonly Gen<double> s_where = Gen.Int[0, 9_999].Select(part => part / 10_000.0);

    /// <summary>The pieces that are JSON values by themselves.</summary>
    private static readonly string[] s_values = [.. s_pieces.Where(IsJson)];

    [Fact]
    public void No_body_makes_the_reader_of_woocommerce_throw() =>
        Gen.Select(OneOf(s_wooTopics), Mutations(s_wooBodies)).Sample((topic, body) => IsStorable(WooCommerceReader.Read(topic, body, Stores.WooCommerce)), iter: 4000);

    [Fact]
    public void No_body_makes_the_reader_of_shopify_throw() =>
        Gen.Select(OneOf(s_shopTopics), Mutations(s_shopBodies)).Sample((topic, body) => IsStorable(ShopifyReader.Read(topic, body, Stores.Shopify)), iter: 4000);

    [Fact]
    public void No_body_makes_our_own_reader_throw_and_each_refusal_has_a_path() =>
        Mutations([s_own]).Sample(
            body => OwnOrderReader.Read(body).Decided(out var order, out var refused) ? IsStorable(new ReadOutcome.Order(order)) : refused.Field is not null,
            iter: 6000);

    [Fact]
    public void No_file_makes_the_reader_of_files_throw() =>
        Mutations([s_csv, Encoding.Unicode.GetBytes(CsvOrderReaderTests.File())]).Sample(
            file =>
            {
                if (CsvOrderReader.Read(file, Stores.Pos, TimeZoneInfo.Utc).Decided(out var orders, out _))
                {
                    Assert.All(orders.Orders, order => Assert.True(order.Order is null ? order.Errors.Count > 0 : IsStorable(new ReadOutcome.Order(order.Order))));
                }

                CsvCatalogueReader.Read(file, "EGP").Decided(out _, out _);
            },
            iter: 3000);

    /// <summary>No NUL and no half of a character (PostgreSQL takes neither), and sums that fit.</summary>
    private static bool IsStorable(ReadOutcome outcome)
    {
        if (outcome is ReadOutcome.Order(var told))
        {
            var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
            foreach (var text in new[] { told.ExternalId, told.Note, told.Contact.Name, told.Contact.Phone, told.ShipTo.Line1, told.ShipTo.City, told.WishNote }
                .Concat(told.Lines.SelectMany(line => new[] { line.Sku, line.Name, line.UnitsText })).OfType<string>())
            {
                Assert.DoesNotContain('\0', text);
                strict.GetBytes(text);
            }

            _ = checked(told.Lines.Sum(line => line.LineTotal.Minor) + told.Shipping.Minor + told.Fees.Minor + told.Tax.Minor - told.Discount.Minor);
            Assert.All(told.Lines, line => Assert.True(line.Units is null or > 0));
        }

        return true;
    }

    /// <summary>
    /// In half of the samples a few cuts, flips and insertions in one of <paramref name="seeds"/>; in the other half one or two of its
    /// values are others, so that the whole stays readable and the trouble comes later.
    /// </summary>
    private static Gen<byte[]> Mutations(byte[][] seeds)
    {
        var rough = Gen.Select(Gen.Int[0, 3], s_where, Gen.Int[0, 255], OneOf(s_pieces)).Array[0, 6];
        var fine = Gen.Select(Gen.Const(4), s_where, Gen.Int[0, 255], OneOf(s_values)).Array[1, 2];
        return Gen.Select(OneOf(seeds), Gen.OneOf(rough, fine)).Select((seed, changes) => changes.Aggregate(seed, (body, step) => Change(body, step)));
    }

    private static byte[] Change(byte[] body, (int Kind, double Where, int Byte, string Piece) change)
    {
        var at = (int)(change.Where * Math.Max(0, body.Length - 1));
        var piece = Encoding.UTF8.GetBytes(change.Piece);
        return change.Kind switch
        {
            _ when body.Length == 0 => piece,
            0 => body[..at],
            1 => [.. body[..at], (byte)change.Byte, .. body[(at + 1)..]],
            2 => [.. body[..at], .. piece, .. body[at..]],
            3 => ReplaceCell(body, at, piece),
            _ => ReplaceValue(body, change.Where, piece),
        };
    }

    /// <summary>Puts the piece in the place of one JSON value; a file that is no JSON gets it as a cell.</summary>
    private static byte[] ReplaceValue(byte[] body, double where, byte[] piece)
    {
        var values = new List<(int Start, int End)>();
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null or JsonTokenType.True or JsonTokenType.False)
                {
                    values.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed));
                }
            }
        }
        catch (JsonException)
        {
            return ReplaceCell(body, (int)(where * (body.Length - 1)), piece);
        }

        var (start, end) = values.Count == 0 ? (0, 0) : values[(int)(where * (values.Count - 1))];
        return [.. body[..start], .. piece, .. body[end..]];
    }

    private static byte[] ReplaceCell(byte[] body, int at, byte[] piece)
    {
        var start = body.AsSpan(at).IndexOfAny((byte)':', (byte)',') + at + 1;
        var length = body.AsSpan(start).IndexOfAny((byte)',', (byte)'}', (byte)'\n');
        return length < 0 || start <= at ? body : [.. body[..start], .. piece, .. body[(start + length)..]];
    }

    private static Gen<T> OneOf<T>(T[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    private static bool IsJson(string piece)
    {
        try
        {
            using var _ = JsonDocument.Parse(piece);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[][] Bodies(FixtureDoor door) =>
        [.. FixtureTable.All.Where(row => row.Door == door).Select(row => Fixtures.Find(row.File)).OfType<byte[]>()];
}

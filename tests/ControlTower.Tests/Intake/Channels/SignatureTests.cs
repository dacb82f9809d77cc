using System.Text;
using System.Text.Json;
using ControlTower.Access;
using ControlTower.Intake.Channels;
using ControlTower.Intake.Channels.Shopify;
using ControlTower.Intake.Channels.WooCommerce;

namespace ControlTower.Tests.Intake.Channels;

public sealed class SignatureTests
{
    private static readonly byte[] s_body = Fixtures.Bytes("woocommerce/wire-order-727-created.body.json");
    private const string Secret = "fixture-woo-secret";
    private const string Right = "i0Y7OMBLhpXChZ5KZ53b+xZooJ2+UtwyGUe8wnzCStM=";

    public static TheoryData<string, string> Vectors
    {
        get
        {
            using var vectors = JsonDocument.Parse(Fixtures.Bytes("signature-vectors.json"));
            return [.. vectors.RootElement.EnumerateArray().Select(vector => (vector.GetProperty("provider").GetString()!, vector.GetProperty("file").GetString()!))];
        }
    }

    [Theory, MemberData(nameof(Vectors))]
    public void A_published_signature_is_right_and_that_of_another_body_is_not(string provider, string file)
    {
        Assert.SkipWhen(provider == "shippo", "Shippo is no courier that we speak to.");
        using var vectors = JsonDocument.Parse(Fixtures.Bytes("signature-vectors.json"));
        var vector = vectors.RootElement.EnumerateArray().Single(vector => vector.GetProperty("file").GetString() == file);
        var body = Fixtures.Find(file);
        Assert.SkipWhen(body is null, Fixtures.NotHere);
        var (expected, secrets) = (vector.GetProperty("expected").GetString(), new[] { vector.GetProperty("secret").GetString()! });
        var url = vector.TryGetProperty("url", out var found) ? found.GetString()! : "";

        Assert.True(IsRight(provider, url, body, expected, secrets));
        Assert.False(IsRight(provider, url, [.. body, (byte)'x'], expected, secrets));
        Assert.False(IsRight(provider, url, body, expected, [secrets[0] + "x"]));
    }

    [Fact]
    public void While_a_secret_is_replaced_the_old_and_the_new_one_are_both_right()
    {
        Assert.True(WooCommerceSignature.IsRight(s_body, Right, ["new", Secret]));
        Assert.False(WooCommerceSignature.IsRight(s_body, Right, ["new", "newer"]));
    }

    [Fact]
    public void A_secret_is_decoded_before_it_signs_as_the_shop_does_it()
    {
        var signed = Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData("a&b\"c"u8, s_body));
        Assert.True(WooCommerceSignature.IsRight(s_body, signed, ["a&amp;b&quot;c"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("i0Y7OMBLhpXChZ5KZ53b-xZooJ2-UtwyGUe8wnzCStM=")]
    [InlineData("i0Y7OMBLhpXChZ5KZ53b+xZooJ2+UtwyGUe8wnzCStM")]
    [InlineData("I0Y7OMBLHPXCHZ5KZ53B+XZOOJ2+UTWYGUE8WNZCSTM=")]
    [InlineData(" i0Y7OMBLhpXChZ5KZ53b+xZooJ2+UtwyGUe8wnzCStM=")]
    [InlineData("i0Y7OMBLhpXChZ5KZ53b+xZooJ2+UtwyGUe8wnzCStN=")]
    public void Only_the_one_right_spelling_is_right(string? header) => Assert.False(WooCommerceSignature.IsRight(s_body, header, [Secret]));

    [Fact]
    public void Without_a_secret_nothing_is_right()
    {
        var signedWithNothing = Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(Array.Empty<byte>(), s_body));
        Assert.False(WooCommerceSignature.IsRight(s_body, signedWithNothing, [""]));
        Assert.False(ShopifySignature.IsRight(s_body, signedWithNothing, []));
    }

    [Fact]
    public void One_flipped_bit_anywhere_makes_it_wrong()
    {
        var random = new Random(42);
        for (var round = 0; round < 1000; round++)
        {
            var (body, header) = ((byte[])s_body.Clone(), Encoding.ASCII.GetBytes(Right));
            var target = round % 2 == 0 ? body : header;
            target[random.Next(target.Length)] ^= (byte)(1 << random.Next(7));
            Assert.False(WooCommerceSignature.IsRight(body, Encoding.ASCII.GetString(header), [Secret]));
        }
    }

    private static bool IsRight(string provider, string url, byte[] body, string? header, string[] secrets) => provider switch
    {
        "woocommerce" => WooCommerceSignature.IsRight(body, header, secrets),
        "shopify" => ShopifySignature.IsRight(body, header, secrets),
        "whatsapp" => MetaSignature.IsRight(body, header, secrets),
        "twilio" => TwilioSignature.IsRight(url, body, header, secrets),
        "easypost" => EasyPostSignature.IsRight(body, header, secrets),
        _ => throw new InvalidOperationException(provider),
    };
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;
using SkiaSharp;

namespace ControlTower.Tests.Packing;

/// <summary>The bench over HTTP: photos, and what is no photo.</summary>
public sealed class PackingDoorsTests(OrderTower tower) : IClassFixture<OrderTower>
{
    [Fact]
    public async Task A_parcel_is_opened_scanned_photographed_and_sealed_over_HTTP()
    {
        var (packer, number) = (await tower.Host.AsAsync(Role.PackerQc), await PickedAsync("TEA-250", 2));
        var opened = await OrderTower.PostAsync(packer, "packing/open", new { scan = number });
        Assert.True(opened.Status == 200, opened.ToString());
        var parcel = opened.Text("parcel");
        Assert.Equal((number, 2, 0), (opened.Text("number"), opened.Body.GetProperty("remaining")[0].GetProperty("units").GetInt32(), opened.Body.GetProperty("checks").GetArrayLength()));

        var wrong = await ScanAsync(packer, parcel, "CUP-1");
        Assert.Equal((200, "refused", "packing.wrong-item", "2 × Tea"), (wrong.Status, wrong.Text("outcome"), wrong.Code, wrong.Text("expected")));
        var scan = Guid.NewGuid();
        Assert.Equal(["accepted", "duplicate"], new[] { await ScanAsync(packer, parcel, "6291041500213", scan), await ScanAsync(packer, parcel, "6291041500213", scan) }.Select(one => one.Text("outcome")));
        var last = await ScanAsync(packer, parcel, "6291041500213");
        Assert.Equal("done", last.Body.GetProperty("next").GetProperty("kind").GetString());

        var weighed = await OrderTower.PostAsync(packer, $"packing/{parcel}/weigh", new { grams = 10 });
        Assert.Equal(("light", 409, "packing.not-verified"), (weighed.Text("judgement"), (await SealAsync(packer, parcel)).Status, (await SealAsync(packer, parcel)).Code));
        var expected = weighed.Body.GetProperty("expectedGrams").GetInt32();
        Assert.Equal("ok", (await OrderTower.PostAsync(packer, $"packing/{parcel}/weigh", new { grams = expected + 1 })).Text("judgement"));
        var photographed = await PhotoAsync(packer, parcel, Picture(900, 700, SKEncodedImageFormat.Png));
        Assert.True(photographed.Status == 200, photographed.ToString());
        var done = await SealAsync(packer, parcel);
        Assert.Equal((200, "sealed", "packed"), (done.Status, done.Text("state"), done.Text("group")));

        var url = new Uri(photographed.Body.GetProperty("photos")[0].GetProperty("url").GetString()!, UriKind.Relative);
        using var seen = await packer.GetAsync(url);
        Assert.Equal("image/jpeg", seen.Content.Headers.ContentType?.MediaType);
        using var drawn = SKBitmap.Decode(await seen.Content.ReadAsByteArrayAsync());
        Assert.Equal((900, 700), (drawn.Width, drawn.Height));
        using var other = await (await tower.Host.AsAsync(Role.PackerQc, "alex")).GetAsync(url);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        using var stranger = await tower.Host.Anonymous().GetAsync(url);
        Assert.NotEqual(HttpStatusCode.OK, stranger.StatusCode);
    }

    [Fact]
    public async Task What_is_no_photo_is_too_large_or_claims_to_be_huge_is_refused_and_nothing_is_kept()
    {
        var (packer, number) = (await tower.Host.AsAsync(Role.PackerQc), await PickedAsync("TEA-250", 1));
        var parcel = (await OrderTower.PostAsync(packer, "packing/open", new { scan = number })).Text("parcel");
        var bomb = Picture(8, 8, SKEncodedImageFormat.Png);
        (bomb[17], bomb[21]) = (1, 1); // its head says 65,544 × 65,544, and its check sum agrees
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc(bomb.AsSpan(12, 17)));
        (string Name, byte[] File, int Status)[] bad =
        [
            ("text", "<script>alert(1)</script>"u8.ToArray(), 400), ("nothing", [], 400), ("svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), 400),
            ("cut", Picture(300, 300, SKEncodedImageFormat.Png)[..20], 400), ("bomb", bomb, 413), ("wide", Picture(20_000, 2_100, SKEncodedImageFormat.Png), 413),
            ("large", new byte[8 * 1024 * 1024 + 1], 413), ("gif", "GIF89a\u0001\u0000\u0001\u0000"u8.ToArray(), 400),
        ];
        var got = new List<(string, byte[], int)>();
        foreach (var (name, file, _) in bad)
        {
            got.Add((name, file, (await PhotoAsync(packer, parcel, file)).Status));
        }

        Assert.Equal(bad.Select(one => (one.Name, one.Status)), got.Select(one => (one.Item1, one.Item3)));
        Assert.Equal(0L, await tower.Host.Database.AppAsync($"select count(*) from parcel_photo f join parcel p on p.id = f.parcel_id where p.sscc = '{parcel}'"));
    }

    [Fact]
    public async Task A_picture_taken_askew_is_kept_upright_and_without_what_the_camera_wrote_beside_it()
    {
        var (packer, number) = (await tower.Host.AsAsync(Role.PackerQc), await PickedAsync("TEA-250", 1));
        var parcel = (await OrderTower.PostAsync(packer, "packing/open", new { scan = number })).Text("parcel");
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]; // turned by a quarter
        var plain = Picture(200, 100, SKEncodedImageFormat.Jpeg);
        var key = Guid.NewGuid();
        byte[] askew = [.. plain[..2], .. exif, .. plain[2..]];
        var answer = await PhotoAsync(packer, parcel, askew, key);
        Assert.True(answer.Status == 200, answer.ToString());
        Assert.Equal(200, (await PhotoAsync(packer, parcel, askew, key)).Status); // sent again: the first answer, and no second photo

        var kept = Assert.Single(answer.Body.GetProperty("photos").EnumerateArray());
        var bytes = await packer.GetByteArrayAsync(new Uri(kept.GetProperty("url").GetString()!, UriKind.Relative));
        using var drawn = SKBitmap.Decode(bytes);
        Assert.Equal((100, 200), (drawn.Width, drawn.Height));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("Exif"u8));
        Assert.Equal(1L, await tower.Host.Database.AppAsync($"select count(*) from parcel_photo f join parcel p on p.id = f.parcel_id where p.sscc = '{parcel}'"));
    }

    /// <summary>An order whose goods lie picked in a tote.</summary>
    private async Task<string> PickedAsync(string sku, int units)
    {
        var number = await tower.SettledAsync(tower.Order(sku: sku, units: units, method: "prepaid", paid: true));
        await PackGround.PickAsync(tower.Host.Services, order => order.Number == long.Parse(number.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture));
        return number;
    }

    private static Task<Answer> ScanAsync(HttpClient packer, string parcel, string scan, Guid? scanId = null) =>
        OrderTower.PostAsync(packer, $"packing/{parcel}/scan", new { scan, scanId = scanId ?? Guid.NewGuid() });

    private static Task<Answer> SealAsync(HttpClient packer, string parcel) => OrderTower.PostAsync(packer, $"packing/{parcel}/seal", new { });

    private static Task<Answer> PhotoAsync(HttpClient packer, string parcel, byte[] file, Guid? key = null)
    {
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        return OrderTower.PostAsync(packer, $"packing/{parcel}/photo", new MultipartFormDataContent { { part, "photo", "../../etc/photo.jpg" } }, key);
    }

    /// <summary>PNG's check sum of a chunk (RFC 2083, 3.4).</summary>
    private static uint Crc(ReadOnlySpan<byte> chunk)
    {
        var crc = uint.MaxValue;
        foreach (var part in chunk)
        {
            crc ^= part;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    private static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.SteelBlue);
        using var encoded = bitmap.Encode(format, 90);
        return encoded.ToArray();
    }
}

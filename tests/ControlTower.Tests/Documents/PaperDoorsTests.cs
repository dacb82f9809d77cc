using System.Net;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Documents;

public sealed class PaperDoorsTests(OrderTower tower) : IClassFixture<OrderTower>
{
    [Fact]
    public async Task Two_parcels_of_an_order_have_invoices_that_together_are_the_order()
    {
        var (number, parcels) = await PackedAsync(units: [1, 2]);
        var first = await TextAsync($"/api/v1/packing/{parcels[0]}/invoice.pdf");
        var second = await TextAsync($"/api/v1/packing/{parcels[1]}/invoice.pdf");

        Assert.Contains($"{number}-1", first, StringComparison.Ordinal);
        Assert.Contains("1 of 2", first, StringComparison.Ordinal);
        Assert.Contains("135.00 EGP", first, StringComparison.Ordinal); // 120 of 360, and as much of the 45 for shipping
        Assert.Contains("270.00 EGP", second, StringComparison.Ordinal);
        Assert.Contains("To pay at the door", second, StringComparison.Ordinal);
        Assert.Contains("Mona S.", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slip_says_what_lies_in_the_parcel_and_no_price()
    {
        var (number, parcels) = await PackedAsync(units: [1, 2]);
        var slip = await TextAsync($"/api/v1/packing/{parcels[1]}/slip.pdf");

        Assert.Contains(number, slip, StringComparison.Ordinal);
        Assert.Contains("12 Tahrir Street, flat 4", slip, StringComparison.Ordinal);
        Assert.Contains("2 of 2", slip, StringComparison.Ordinal);
        Assert.DoesNotContain("EGP", slip, StringComparison.Ordinal);
        Assert.DoesNotContain("120.00", slip, StringComparison.Ordinal);
    }

    [Theory, InlineData("en"), InlineData("ar")]
    public async Task The_code_on_a_paper_is_read_from_its_page(string language)
    {
        Assert.SkipUnless(PaperTools.AreThere, PaperTools.Missing);
        var (_, parcels) = await PackedAsync(units: [3]);
        foreach (var paper in new[] { "slip", "invoice" })
        {
            using var page = await PaperTools.RasterAsync(await PdfAsync($"/api/v1/packing/{parcels[0]}/{paper}.pdf?lang={language}"), 203);
            Assert.Contains($"00{parcels[0]}", await PaperTools.ScanAsync(page));
        }
    }

    [Fact]
    public async Task An_Arabic_customer_gets_Arabic_papers_and_can_be_given_English_ones()
    {
        var (_, parcels) = await PackedAsync(units: [3], name: "منى س.");
        var arabic = await TextAsync($"/api/v1/packing/{parcels[0]}/invoice.pdf");

        Assert.DoesNotContain("Invoice", arabic, StringComparison.Ordinal);
        Assert.Contains("Invoice", await TextAsync($"/api/v1/packing/{parcels[0]}/invoice.pdf?lang=en"), StringComparison.Ordinal);
        var page = await PageAsync($"/print/invoice/{parcels[0]}");
        Assert.Contains("<article class=\"ct-paper ct-theme-light\" lang=\"ar\" dir=\"rtl\"", page, StringComparison.Ordinal);
        Assert.Contains("فاتورة", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_what_the_PDF_says_and_leaves_the_visitors_language_alone()
    {
        var (number, parcels) = await PackedAsync(units: [1, 2]);
        var visitor = await tower.Host.SignedInAsync([Role.PackerQc]);
        using var answer = await visitor.GetAsync(new Uri($"/print/invoice/{parcels[0]}?lang=ar", UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All([$"{number}-1", "135.00 EGP", "Mona S.", "12 Tahrir Street, flat 4"], words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], cookie => cookie.Contains("Culture", StringComparison.Ordinal));
        Assert.DoesNotContain("135.00", await PageAsync($"/print/packingSlip/{parcels[0]}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picker_sees_what_is_in_it_and_not_where_it_goes()
    {
        var (_, parcels) = await PackedAsync(units: [3]);
        using var answer = await (await tower.Host.AsAsync(Role.Picker)).GetAsync(new Uri($"/api/v1/packing/{parcels[0]}/slip.pdf", UriKind.Relative));

        Assert.DoesNotContain("Mona", await TextAsync(await answer.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_parcel_or_no_language_is_refused_in_words()
    {
        var (_, parcels) = await PackedAsync(units: [3]);

        Assert.Equal((404, "packing.unknown"), await RefusedAsync("packing/062210330000123458/slip.pdf"));
        Assert.Equal((404, "packing.unknown"), await RefusedAsync($"packing/{new string('x', 3000)}/invoice.pdf"));
        Assert.Equal((400, "packing.language-invalid"), await RefusedAsync($"packing/{parcels[0]}/invoice.pdf?lang=fr"));
        await tower.Host.Database.AdminAsync($"update parcel set state = 'voided' where sscc = '{parcels[0]}'");
        Assert.Equal((409, "packing.voided"), await RefusedAsync($"packing/{parcels[0]}/slip.pdf"));
        Assert.Contains("No paper to print", await PageAsync("/print/invoice/nothing"), StringComparison.Ordinal);
    }

    private async Task<(string Number, IReadOnlyList<string> Parcels)> PackedAsync(int[] units, string name = "Mona S.")
    {
        var number = await tower.SettledAsync(tower.Order(units: units.Sum(), name: name));
        return (number, await PackedParcels.OfAsync(tower.Host.Services, number, units));
    }

    private async Task<(int Status, string? Code)> RefusedAsync(string path) =>
        await OrderTower.GetAsync(await tower.Host.AsAsync(Role.PackerQc), path) is var answer ? (answer.Status, answer.Code) : default;

    private async Task<byte[]> PdfAsync(string path)
    {
        using var answer = await (await tower.Host.AsAsync(Role.PackerQc)).GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task<string> TextAsync(string path) => await TextAsync(await PdfAsync(path));

    private static async Task<string> TextAsync(byte[] pdf)
    {
        Assert.SkipUnless(PaperTools.AreThere, PaperTools.Missing);
        return await PaperTools.TextAsync(pdf);
    }

    private async Task<string> PageAsync(string path) =>
        WebUtility.HtmlDecode(await (await tower.Host.SignedInAsync([Role.PackerQc])).GetStringAsync(new Uri(path, UriKind.Relative)));
}

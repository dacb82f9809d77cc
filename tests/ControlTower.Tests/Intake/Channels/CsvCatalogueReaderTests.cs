using System.Text;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Tests.Intake.Channels;

public sealed class CsvCatalogueReaderTests
{
    [Fact]
    public void A_row_is_a_sku_with_its_bar_codes_and_its_opening_stock()
    {
        var row = Assert.Single(Read("TEA-250,Tea 250 g,tea,6221234567890|16221234567897,1|12,265,120.00,cairo,A-03-2,40\n").Good);

        Assert.Equal([("6221234567890", 1), ("16221234567897", 12)], row.Barcodes);
        Assert.Equal(("TEA-250", "tea", 265, "cairo", "A-03-2", 40), (row.Sku, row.Category, row.WeightGrams, row.Warehouse, row.Bin, row.OnHand));
        Assert.Equal(new Money(12000, "EGP"), row.Price);
    }

    [Fact]
    public void A_row_may_be_about_the_catalogue_only()
    {
        var row = Assert.Single(Read("MUG-1,Mug,,,,,,,,\n").Good);
        Assert.Equal((null, null, null, null), (row.OnHand, row.Price, row.WeightGrams, row.Warehouse));
        Assert.Empty(row.Barcodes);
    }

    [Fact]
    public void A_bad_row_says_why_and_the_others_go_on()
    {
        var catalogue = Read("TEA-250,Tea,,,,,,cairo,,40\n,Mug,,1|2,1|2|3,heavy,cheap,,,-1\nCUP-1,Cup,,,,,,,,5\n");

        Assert.Single(catalogue.Good);
        Assert.Equal(
            ["3 on_hand csv.not-whole", "3 price csv.not-a-number", "3 sku csv.cell-missing", "3 units_per_scan csv.differs", "3 weight_grams csv.not-whole", "4 warehouse csv.cell-missing"],
            catalogue.Refused.SelectMany(refused => refused.Errors).Select(error => $"{error.Row} {error.Column} {error.Code}").Order(StringComparer.Ordinal));
    }

    private static CsvCatalogue Read(string rows)
    {
        var file = Encoding.UTF8.GetBytes("sku,name,category,barcode,units_per_scan,weight_grams,price,warehouse,bin,on_hand\n" + rows);
        Assert.True(CsvCatalogueReader.Read(file, "EGP").Decided(out var catalogue, out _));
        return catalogue;
    }
}

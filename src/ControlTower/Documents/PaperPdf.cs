using System.Globalization;
using ControlTower.Playbook.Documents;
using ControlTower.Playbook.Vocabulary;
using Microsoft.Extensions.Localization;
using SkiaSharp;

namespace ControlTower.Documents;

/// <summary>What is asked for of a parcel's papers.</summary>
public enum PaperKind { PackingSlip, Invoice }

/// <summary>A packing slip or an invoice as A4 pages, in the language of its words; a long one goes on on the next page, with its head.</summary>
public static class PaperPdf
{
    private const float Wide = PaperSheet.Width - (2 * PaperSheet.Margin);
    private const float TableEnd = 700;
    private const float RowText = 10.5f;

    /// <param name="words">Of the paper's language; keys <c>documents.…</c>.</param>
    /// <param name="culture">Of the same language.</param>
    public static byte[] Draw(ParcelPaper paper, PaperKind kind, IStringLocalizer words, CultureInfo culture)
    {
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file, new SKDocumentPdfMetadata { Title = $"{words["documents." + WordOf(kind)]} {paper.InvoiceNumber}", Creator = "Control Tower" }))
        {
            using (var sheet = new PaperSheet(document, culture.TextInfo.IsRightToLeft))
            {
                new Drawing(paper, kind, words, culture, sheet).Run();
            }

            document.Close();
        }

        return file.ToArray();
    }

    public static string WordOf(PaperKind kind) => kind switch { PaperKind.PackingSlip => "packingSlip", PaperKind.Invoice => "invoice" };

    private sealed class Drawing(ParcelPaper paper, PaperKind kind, IStringLocalizer words, CultureInfo culture, PaperSheet sheet)
    {
        /// <summary>Name, SKU, and two or three columns of figures.</summary>
        private readonly (float X, float Width)[] _columns = kind == PaperKind.Invoice
            ? [(0, 236), (240, 92), (336, 34), (374, 58), (436, Wide - 436)]
            : [(0, 270), (274, 102), (380, 52), (436, Wide - 436)];

        private float _y;

        public void Run()
        {
            StartPage();
            foreach (var line in paper.Lines)
            {
                Row(line);
            }

            if (kind == PaperKind.Invoice)
            {
                Sums();
            }
            else
            {
                Below(1);
                sheet.Text(Word("unitsHere"), PaperSheet.Margin, _y + 8, 300, RowText, isBold: true);
                sheet.Text(Number(paper.Units), PaperSheet.Margin + _columns[3].X, _y + 8, _columns[3].Width, RowText, isBold: true, isAtEnd: true);
            }

            sheet.Bars(Barcode.OfSscc(paper.Sscc), PaperSheet.Margin, 740, 1.1f, 40);
            sheet.Text(Word("thanks"), PaperSheet.Margin + 220, 760, Wide - 220, 10, isAtEnd: true, colour: PaperSheet.Soft);
        }

        private void StartPage()
        {
            sheet.NextPage();
            const float Left = PaperSheet.Margin;
            sheet.Text(paper.Seller.Name, Left, 48, 290, 17, isBold: true);
            sheet.Text(Word(WordOf(kind)), Left + 290, 46, Wide - 290, 20, isBold: true, isAtEnd: true);
            _y = paper.Seller.Address is { } address ? sheet.Wrapped(address, Left, 72, 290, 9.5f, 2, colour: PaperSheet.Soft) : 72;
            if (kind == PaperKind.Invoice && paper.Seller.TaxNumber is { } tax)
            {
                // Apart from its word: behind Arabic a number's parts would change places.
                sheet.Text(Word("taxNumber"), Left, _y, 150, 9.5f, colour: PaperSheet.Soft);
                sheet.Text(tax, Left + TextFit.Width(Word("taxNumber"), 9.5f) + 5, _y, 150, 9.5f, colour: PaperSheet.Soft);
            }

            if (sheet.Page > 1)
            {
                Pair("order", paper.OrderNumber, Left + 290, 76, Wide - 290);
                _y = 120;
                TableHead();
                return;
            }

            sheet.Rule(122);
            Facts();
            ShipTo();
            _y = 256;
            TableHead();
        }

        private void Facts()
        {
            var facts = new List<(string Word, string Text)> { ("order", paper.OrderNumber) };
            if (paper.ExternalNumber != paper.OrderNumber)
            {
                facts.Add(("shopNumber", paper.ExternalNumber));
            }

            facts.Add(("orderedOn", Day(paper.OrderedOn)));
            if (kind == PaperKind.Invoice)
            {
                facts.Add(("invoiceNumber", paper.InvoiceNumber));
            }

            facts.Add((kind == PaperKind.Invoice ? "invoiceDate" : "packedOn", Day(paper.Date)));
            facts.Add(("parcel", words["documents.pieceOf", Number(paper.Piece), Number(paper.Pieces)]));
            for (var at = 0; at < facts.Count; at++)
            {
                Pair(facts[at].Word, facts[at].Text, PaperSheet.Margin + 290, 134 + (at * 17), Wide - 290);
            }
        }

        private void ShipTo()
        {
            const float Room = 270;
            sheet.Text(Word("shipTo"), PaperSheet.Margin, 134, Room, 9.5f, colour: PaperSheet.Soft);
            var y = sheet.Wrapped(paper.ShipTo.Name, PaperSheet.Margin, 150, Room, 12.5f, 1, isBold: true);
            foreach (var line in paper.ShipTo.Lines.Append(paper.ShipTo.Phone ?? ""))
            {
                y = y < 238 ? sheet.Wrapped(line, PaperSheet.Margin, y, Room, RowText, 2) : y;
            }
        }

        private void TableHead()
        {
            string[] heads = kind == PaperKind.Invoice ? ["item", "sku", "units", "price", "amount"] : ["item", "sku", "ordered", "inThisParcel"];
            for (var at = 0; at < heads.Length; at++)
            {
                Cell(Word(heads[at]), at, isAtEnd: at >= 2, size: 9.5f, colour: PaperSheet.Soft);
            }

            sheet.Rule(_y + 16, thick: 1.2f);
            _y += 24;
        }

        private void Row(PaperLine line)
        {
            var names = TextFit.Wrap(line.Name, RowText, isBold: false, _columns[0].Width, linesMax: 3);
            Below(names.Count);
            Cell(line.Sku, 1, isAtEnd: false);
            string[] figures = kind == PaperKind.Invoice ? [Number(line.Units), Amount(line.Price), Amount(line.Amount)] : [Number(line.Ordered), Number(line.Units)];
            for (var at = 0; at < figures.Length; at++)
            {
                Cell(figures[at], at + 2, isAtEnd: true);
            }

            foreach (var name in names)
            {
                Cell(name, 0, isAtEnd: false);
                _y += 15;
            }

            sheet.Rule(_y + 3);
            _y += 9;
        }

        private void Sums()
        {
            Below(paper.Sums.Count + 3);
            Sum("goods", paper.Goods);
            foreach (var sum in paper.Sums)
            {
                Sum(sum.Word, sum.Amount);
            }

            sheet.Rule(_y + 2, PaperSheet.Margin + 270, Wide - 270, 1.2f);
            _y += 9;
            Sum("total", paper.Total, isBold: true);
            Sum(paper.Money.CashDue is null ? "paid" : "cashDue", paper.Money.CashDue ?? paper.Total);
        }

        private void Sum(string word, Money amount, bool isBold = false)
        {
            sheet.Text(Word(word), PaperSheet.Margin + 270, _y, 120, RowText, isBold);
            sheet.Text($"{Amount(amount)} {amount.Currency}", PaperSheet.Margin + 390, _y, Wide - 390, isBold ? 13 : RowText, isBold, isAtEnd: true);
            _y += isBold ? 20 : 16;
        }

        /// <summary>Makes sure that so many lines fit, on this page or the next.</summary>
        private void Below(int lines)
        {
            if (_y + (lines * 16) > TableEnd)
            {
                StartPage();
            }
        }

        private void Cell(string text, int column, bool isAtEnd, float size = RowText, SKColor? colour = null) =>
            sheet.Text(text, PaperSheet.Margin + _columns[column].X, _y, _columns[column].Width, size, isAtEnd: isAtEnd, colour: colour);

        private void Pair(string word, string text, float x, float y, float width)
        {
            sheet.Text(Word(word), x, y, width * 0.48f, 9.5f, colour: PaperSheet.Soft);
            sheet.Text(text, x + (width * 0.5f), y, width * 0.5f, RowText, isAtEnd: true);
        }

        private string Word(string key) => words["documents." + key];

        private string Number(int number) => number.ToString("N0", culture);

        private string Amount(Money money) => money.Amount.ToString("N" + Money.DigitsOf(money.Currency).ToString(CultureInfo.InvariantCulture), culture);

        private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}

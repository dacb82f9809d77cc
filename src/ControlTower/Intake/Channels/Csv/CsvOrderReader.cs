using ControlTower.Foreign;
using ControlTower.Intake.Channels.OwnJson;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.Csv;

/// <summary>What a file of orders says: each order, or what is wrong with its cells.</summary>
/// <param name="Header">As in the file, for the file of errors.</param>
/// <param name="UnknownColumns">Headings whose cells were not read.</param>
public sealed record CsvOrders(int Rows, IReadOnlyList<CsvOrder> Orders, IReadOnlyList<string> Header, IReadOnlyList<string> UnknownColumns);

/// <summary>The rows of one order. Half an order is worse than none: one bad cell refuses all of its rows.</summary>
/// <param name="Order">Null where there are errors.</param>
public sealed record CsvOrder(string OrderRef, IReadOnlyList<CsvRow> Rows, IncomingOrder? Order, IReadOnlyList<CsvCellError> Errors);

/// <summary>Reads orders from a file: one row for each line, rows of one <c>order_ref</c> belong together.</summary>
public static class CsvOrderReader
{
    public static readonly IReadOnlyList<(string Name, bool IsDemanded, string[] Aliases)> Columns =
    [
        ("order_ref", true, ["order", "order no", "order number", "reference", "رقم الطلب", "الطلب", "رقم الفاتورة"]),
        ("ordered_at", true, ["date", "order date", "placed at", "التاريخ", "تاريخ الطلب"]),
        ("channel", false, ["القناة"]),
        ("branch", false, ["store", "الفرع"]),
        ("customer_name", true, ["name", "customer", "اسم العميل", "العميل", "الاسم"]),
        ("phone", true, ["mobile", "customer phone", "phone number", "الهاتف", "رقم الهاتف", "الموبايل", "الجوال", "رقم الجوال"]),
        ("email", false, ["e-mail", "mail", "البريد", "البريد الإلكتروني"]),
        ("address1", true, ["address", "street", "address line 1", "العنوان", "عنوان"]),
        ("address2", false, ["address line 2", "العنوان 2", "تكملة العنوان"]),
        ("city", true, ["town", "المدينة"]),
        ("region", false, ["state", "province", "governorate", "المحافظة", "المنطقة"]),
        ("postcode", false, ["zip", "postal code", "الرمز البريدي"]),
        ("country", true, ["country code", "الدولة", "البلد"]),
        ("sku", true, ["item", "item code", "product code", "رمز المنتج", "كود المنتج", "الصنف", "كود الصنف"]),
        ("qty", true, ["quantity", "units", "الكمية", "العدد"]),
        ("unit_price", true, ["price", "السعر", "سعر الوحدة"]),
        ("discount", false, ["الخصم"]),
        ("tax", false, ["vat", "الضريبة"]),
        ("shipping_amount", false, ["shipping", "shipping fee", "delivery fee", "الشحن", "مصاريف الشحن", "رسوم الشحن"]),
        ("shipping_method", false, ["delivery", "service", "طريقة الشحن"]),
        ("payment_method", true, ["payment", "طريقة الدفع", "الدفع"]),
        ("paid", false, ["is paid", "مدفوع"]),
        ("currency", false, ["العملة"]),
        ("note", false, ["notes", "comment", "ملاحظات", "ملاحظة"]),
    ];

    /// <param name="site">Whose wall clock a time without offset is.</param>
    /// <returns>All orders, good and bad, or what refuses the whole file (<see cref="CsvTable.Read"/>, <see cref="CsvColumns.Find"/>).</returns>
    public static Outcome<CsvOrders> Read(ReadOnlyMemory<byte> file, StoreFacts store, TimeZoneInfo site)
    {
        if (!CsvTable.Read(file).Decided(out var table, out var refused) || !CsvColumns.Find(table.Header, Columns).Decided(out var columns, out refused))
        {
            return refused;
        }

        // A row without a reference stands alone, so that its error does not pull down another.
        var orders = table.Rows
            .GroupBy(row => ForeignText.Code(columns.Cell(row, "order_ref")) ?? $"\0{row.Number}", StringComparer.Ordinal)
            .Select(rows => ReadOrder(rows.Key.StartsWith('\0') ? "" : rows.Key, [.. rows], columns, store, site))
            .ToList();
        return new CsvOrders(table.Rows.Count, orders, table.Header, columns.Unknown);
    }

    private static CsvOrder ReadOrder(string orderRef, List<CsvRow> rows, CsvColumns columns, StoreFacts store, TimeZoneInfo site)
    {
        var cells = new CsvOrderCells(rows, columns);
        if (rows.Count > ForeignBody.LinesMax)
        {
            cells.Refuse(rows[0], "order_ref", "csv.too-many-lines", $"An order may have {ForeignBody.LinesMax} lines.");
        }

        if (orderRef.Length > 64)
        {
            cells.Refuse(rows[0], "order_ref", "csv.too-long", "A reference may have 64 characters.");
        }

        var currency = cells.Currency(store.Currency);
        var method = cells.Word("payment_method", CsvWords.Methods) ?? PaymentMethod.Prepaid;
        var isPaid = cells.Word("paid", CsvWords.YesNo) ?? false;
        var placedAt = cells.Instant("ordered_at", site);
        var zero = new Money(0, currency);
        var order = new IncomingOrder(
            store.Key,
            cells.Text("order_ref", isDemanded: true) is null ? "" : orderRef,
            ExternalNumber: null,
            placedAt,
            placedAt, // a file has no versions: the same order in a second file is no news
            currency,
            new IncomingContact(cells.Text("customer_name", isDemanded: true), cells.Text("phone", isDemanded: true), cells.Text("email")),
            Address(cells),
            cells.Text("shipping_method"),
            method,
            OwnOrderReader.StateOf(method, isPaid),
            Partial: null,
            [.. rows.Select(row => cells.Line(row, currency))],
            cells.Money("shipping_amount", currency),
            Fees: zero,
            cells.Money("tax", currency),
            cells.Money("discount", currency),
            PaidOtherwise: zero,
            Total: null,
            cells.Text("note"));
        return new CsvOrder(orderRef, rows, cells.Errors.Count == 0 ? order : null, cells.Errors);
    }

    private static IncomingAddress Address(CsvOrderCells cells) => new(
        Name: null,
        Phone: null,
        cells.Text("address1", isDemanded: true),
        cells.Text("address2"),
        cells.Text("city", isDemanded: true),
        cells.Text("region"),
        cells.Text("postcode"),
        cells.Country());
}

using ControlTower.Playbook.Validation;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Vocabulary.ExceptionCode;

namespace ControlTower.Playbook.Tests.Validation;

public sealed class OrderValidationTests
{
    private static readonly LineFacts s_tea = new(1, "TEA-250", "Green tea", "TEA-250", BarcodeSku: "TEA-250", "2", 2);

    private static readonly OrderFacts s_good = new(
        "CT-100042", new PhoneVerdict("+201001234567", null), new AddressVerdict(85, []), AddressScoreMin: 60, [s_tea],
        "Flat rate", ShippingMethod.Standard, PaymentState.CodUnconfirmed,
        new OrderAmounts("EGP", [240_00], Shipping: 45_00, Fees: 10_00, Tax: 5_00, Discount: 15_00, PaidOtherwise: 20_00, Total: 265_00));

    [Fact]
    public void A_good_order_goes_on() => Assert.Empty(OrderValidation.Judge(s_good));

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var findings = OrderValidation.Judge(s_good with
        {
            Phone = new PhoneVerdict(null, PhoneFault.TooShort),
            Address = new AddressVerdict(40, [new AddressReason(AddressFault.CityMissing, 45)]),
            Lines = [s_tea with { Sku = null }, s_tea with { Line = 2, Units = null, AskedUnits = "1.5" }],
            Shipping = null,
            Payment = null,
        });

        Assert.Equal(["PHONE_INVALID", "ADDR_INVALID", "SKU_UNKNOWN:1", "QTY_INVALID:2", "SHIP_METHOD_INVALID", "PAY_MISMATCH"], findings.Select(finding => finding.Key));
    }

    [Fact]
    public void A_bad_phone_says_what_is_wrong_and_not_the_phone() =>
        Expect(s_good with { Phone = new PhoneVerdict(null, PhoneFault.NoSuchNumber) }, PhoneInvalid, "PHONE_INVALID:CT-100042", ("fault", "noSuchNumber"));

    [Fact]
    public void An_address_fails_below_the_limit_and_not_at_it()
    {
        Assert.Empty(OrderValidation.Judge(s_good with { Address = new AddressVerdict(60, []) }));
        Expect(
            s_good with { Address = new AddressVerdict(55, [new AddressReason(AddressFault.NumberMissing, 45)]) },
            AddrInvalid, "ADDR_INVALID:CT-100042", ("score", "55"), ("scoreMin", "60"), ("reasons", "numberMissing"), ("ask", "What is the number of the building?"));
    }

    [Fact]
    public void What_the_customer_collects_needs_no_address() =>
        Assert.Empty(OrderValidation.Judge(s_good with { Address = new AddressVerdict(0, []), Shipping = ShippingMethod.Pickup }));

    [Fact]
    public void A_counter_sale_needs_neither_phone_nor_address_nor_shipping() =>
        Assert.Empty(OrderValidation.Judge(s_good with
        {
            IsCounterSale = true, Phone = new PhoneVerdict(null, PhoneFault.Missing), Address = new AddressVerdict(0, []), Shipping = null,
        }));

    [Fact]
    public void An_unknown_sku_has_the_same_cause_in_every_order()
    {
        var unknown = s_tea with { AskedSku = "X-1", Sku = null, BarcodeSku = null };

        Expect(s_good with { Lines = [unknown] }, SkuUnknown, "SKU_UNKNOWN:X-1", ("sku", "X-1"), ("fault", "unknown"));
        Expect(s_good with { Lines = [unknown with { AskedSku = "" }] }, SkuUnknown, "SKU_UNKNOWN:Green tea", ("name", "Green tea"));
    }

    [Fact]
    public void A_barcode_of_another_variant_is_found() =>
        Expect(s_good with { Lines = [s_tea with { BarcodeSku = "TEA-500" }] }, SkuUnknown, "SKU_UNKNOWN:TEA-250", ("fault", "otherVariant"), ("barcodeSku", "TEA-500"));

    [Theory]
    [InlineData(null, "0", "noWholeNumberAboveZero")]
    [InlineData(0, "0", "noWholeNumberAboveZero")]
    [InlineData(1_001, "1001", "absurd")]
    public void A_quantity_that_nobody_can_mean_is_found(int? units, string asked, string fault) =>
        Expect(s_good with { Lines = [s_tea with { Units = units, AskedUnits = asked }] }, QtyInvalid, $"QTY_INVALID:TEA-250:{asked}", ("units", asked), ("fault", fault));

    [Fact]
    public void A_shipping_method_that_is_mapped_to_none_of_ours_is_found() =>
        Expect(s_good with { Shipping = null }, ShipMethodInvalid, "SHIP_METHOD_INVALID:Flat rate", ("asked", "Flat rate"));

    [Theory]
    [InlineData(265_01, true)]
    [InlineData(264_99, true)]
    [InlineData(265_02, false)]
    [InlineData(264_98, false)]
    public void The_total_may_differ_by_one_minor_unit_a_line(long total, bool passes) =>
        Assert.Equal(passes, OrderValidation.Judge(s_good with { Amounts = s_good.Amounts with { Total = total } }).Count == 0);

    [Fact]
    public void A_total_that_differs_shows_both_figures() =>
        Expect(
            s_good with { Amounts = s_good.Amounts with { Total = 300_00 } }, PayMismatch, "PAY_MISMATCH:CT-100042",
            ("fault", "totalDiffers"), ("total", "300.00 EGP"), ("sum", "265.00 EGP"));

    [Fact]
    public void Amounts_that_overflow_are_a_finding_and_no_crash() =>
        Assert.Single(OrderValidation.Judge(s_good with { Amounts = s_good.Amounts with { Lines = [long.MaxValue, long.MaxValue] } }));

    private static void Expect(OrderFacts order, ExceptionCode code, string cause, params (string Name, string Value)[] evidence)
    {
        var finding = Assert.Single(OrderValidation.Judge(order));
        Assert.Equal((code, cause), (finding.Code, finding.CauseKey));
        Assert.All(evidence, fact => Assert.Equal(fact.Value, finding.Evidence[fact.Name]));
    }
}

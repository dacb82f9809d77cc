using Bunit;
using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Screening;
using ControlTower.Playbook.Validation;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screening;
using ControlTower.Screens.NewOrder;
using ControlTower.Screens.Words;
using ControlTower.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ControlTower.Tests.Screens;

public sealed class NewOrderTests : BunitContext
{
    private static readonly StoreFacts s_store = new("manual", Channel.Manual, "EG", "EGP", CodConfirmPolicy.Doubtful);
    private static readonly DraftJudged s_good = new(new(new("+201001234567", null), new(100, []), 60, []), new(null, 0));

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 12, 32, 0, TimeSpan.Zero));
    private readonly OrderDraft _draft = new() { Store = "manual", Country = "EG" };
    private readonly List<OrderDraft> _placed = [];
    private DraftJudged _judged = s_good;
    private int _judgements;

    public NewOrderTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(_clock).AddSingleton(new TowerWords(new WordBook(), Languages.English));
    }

    [Fact]
    public void What_is_typed_is_judged_once_it_rests_and_not_at_each_letter()
    {
        var form = Form();
        foreach (var typed in new[] { "0", "01", "012" })
        {
            form.Find("input[type=tel]").Input(typed);
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(0, _judgements);
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        form.WaitForAssertion(() => Assert.Equal(1, _judgements));
    }

    [Fact]
    public void A_failure_stands_beside_its_field_and_says_what_to_do()
    {
        Judged(
            new(null, PhoneFault.TooShort), new(45, [new(AddressFault.CityElsewhere, 55, "Giza", "Giza", "Cairo")]),
            new Finding(ExceptionCode.PhoneInvalid, null, "x", new Dictionary<string, string>()), new Finding(ExceptionCode.AddrInvalid, null, "x", new Dictionary<string, string>()));
        var form = Form();

        Type(form, "input[type=tel]", "010");

        form.WaitForAssertion(() => Assert.Equal("Digits are missing. Ask for the number once more, and read it back", form.Find("label:has(input[type=tel]) .ct-wrong").TextContent.Trim()));
        Assert.DoesNotContain("Giza lies", form.Markup, StringComparison.Ordinal); // nobody has come to the city yet

        Type(form, "label:has(span:contains('City')) input", "Giza");
        form.WaitForAssertion(() => Assert.Contains("Giza lies in Giza, not in Cairo", form.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void A_double_is_told_before_it_is_placed()
    {
        _judged = s_good with { Customer = new(new DuplicateHit(Guid.Empty, "CT-7", 4), 0) };
        var form = Form();
        Type(form, "input[type=tel]", "01001234567");
        form.WaitForAssertion(() => Assert.Equal("/orders/CT-7", form.Find(".ct-note a").GetAttribute("href")));
    }

    [Fact]
    public void Goods_are_found_and_added_with_their_price_and_the_same_again_is_one_more()
    {
        var form = Form();
        for (var times = 0; times < 2; times++)
        {
            Type(form, "input[type=search]", "tea");
            form.WaitForElement("[role=option]");
            form.Find("input[type=search]").KeyDown("Enter");
        }

        var line = Assert.Single(_draft.Lines);
        Assert.Equal(("TEA-250", "2", "120.00"), (line.Sku, line.Units, line.Price));
        Assert.Contains("Only 1 available", form.Markup, StringComparison.Ordinal);
        Assert.Equal("240.00 EGP", form.Find(".ct-draft-total b").TextContent.Trim());
    }

    [Fact]
    public void A_scanner_that_ends_with_Enter_sends_nothing() => Assert.Empty(Form().FindAll("form"));

    [Fact]
    public void An_order_without_goods_is_not_placed_and_one_with_open_points_is()
    {
        Judged(new(null, PhoneFault.Missing), new(100, []), new Finding(ExceptionCode.PhoneInvalid, null, "x", new Dictionary<string, string>()));
        var form = Form();
        form.Find(".ct-form-end .ct-btn-solid").Click();
        Assert.Contains("Add what the customer wants", form.Markup, StringComparison.Ordinal);
        Assert.Empty(_placed);

        _draft.Lines.Add(new() { Sku = "TEA-250", Name = "Tea", Price = "120", Available = 9 });
        form.Find(".ct-form-end .ct-btn-solid").Click();
        Assert.Single(_placed);
    }

    [Fact]
    public void Pressed_twice_it_is_sent_once_and_after_a_refusal_again()
    {
        _draft.Lines.Add(new() { Sku = "TEA-250", Name = "Tea", Price = "120", Available = 9 });
        var answer = new TaskCompletionSource<Refusal?>();
        var form = Form(answer.Task);

        var button = form.Find(".ct-form-end .ct-btn-solid");
        button.Click();
        button.Click();
        Assert.Single(_placed);
        Assert.True(form.Find(".ct-btn-solid").HasAttribute("disabled"));

        answer.SetResult(new("intake.store-unknown", "There is no such store."));
        form.WaitForAssertion(() => Assert.Contains("There is no such store.", form.Markup, StringComparison.Ordinal));
        form.Find(".ct-form-end .ct-btn-solid").Click();
        Assert.Equal(2, _placed.Count);
    }

    [Fact]
    public void Sent_again_a_draft_tells_the_same_and_Arabic_digits_are_read()
    {
        var draft = new OrderDraft { Phone = "٠١٠٠١٢٣٤٥٦٧", Delivery = "٤٥٫٥", PlacedAt = _clock.GetUtcNow(), Lines = [new() { Sku = "TEA-250", Units = "٢", Price = "120.5" }] };
        var (once, later) = (draft.ToOrder(s_store, _clock.GetUtcNow()), draft.ToOrder(s_store, _clock.GetUtcNow().AddMinutes(5)));

        Assert.Equal((once.ExternalId, once.PlacedAt, once.SourceVersion), (later.ExternalId, later.PlacedAt, later.SourceVersion));
        Assert.Equal(("01001234567", 2, 24100L, 4550L), (once.Contact.Phone, once.Lines[0].Units, once.Lines[0].LineTotal.Minor, once.Shipping.Minor));
        Assert.Equal("286.50 EGP", draft.TotalIn(s_store).ToString());
    }

    [Fact]
    public void A_change_demands_why_and_asks_for_no_payment()
    {
        _draft.Lines.Add(new() { Sku = "TEA-250", Name = "Tea", Price = "120", Available = 9 });
        var form = Form(isChange: true);
        form.Find(".ct-form-end .ct-btn-solid").Click();
        Assert.Empty(_placed);
        Assert.DoesNotContain("Payment", form.Markup, StringComparison.Ordinal);

        _draft.Why = "customer called";
        form.Find(".ct-form-end .ct-btn-solid").Click();
        Assert.Single(_placed);
    }

    private void Judged(PhoneVerdict phone, AddressVerdict address, params Finding[] findings) => _judged = new(new(phone, address, 60, findings), new(null, 0));

    private void Type(IRenderedComponent<OrderForm> form, string selector, string text)
    {
        form.Find(selector).Input(text);
        _clock.Advance(TimeSpan.FromMilliseconds(300));
    }

    private IRenderedComponent<OrderForm> Form(Task<Refusal?>? answer = null, bool isChange = false) => Render<OrderForm>(part => part
        .Add(one => one.IsChange, isChange)
        .Add(one => one.Draft, _draft).Add(one => one.Stores, [s_store])
        .Add(one => one.Judge, (_, _) => { _judgements++; return Task.FromResult(_judged); })
        .Add(one => one.Find, _ => Task.FromResult<IReadOnlyList<SkuCandidate>>([new("TEA-250", "Tea", null, CandidateBy.Typed, 1, new Money(12000, "EGP"))]))
        .Add(one => one.Place, (draft, _) => { _placed.Add(draft); return answer ?? Task.FromResult<Refusal?>(null); }));
}

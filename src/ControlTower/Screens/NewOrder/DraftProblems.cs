using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Validation;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screening;
using ControlTower.Screens.Words;
using ControlTower.Validation;

namespace ControlTower.Screens.NewOrder;

/// <summary>What the rules said of a draft.</summary>
public sealed record DraftJudged(OrderTried Tried, CustomerSeen Customer);

/// <summary>One thing that is wrong, and what to do about it, for the field that it is wrong in.</summary>
/// <param name="Field">Its name in the draft; <c>line:2</c> for the second line.</param>
/// <param name="Blocks">No order can be made of it. The others make an order that is held until they are solved.</param>
public sealed record DraftProblem(string Field, string Text, bool Blocks);

/// <summary>Turns what the rules found into words beside fields.</summary>
public static class DraftProblems
{
    /// <param name="judged">Null while nothing was judged yet.</param>
    public static IReadOnlyList<DraftProblem> Of(OrderDraft draft, StoreFacts? store, DraftJudged? judged, bool isChange, TowerWords words) =>
        [.. isChange && draft.Why.Trim().Length == 0 ? [new DraftProblem(nameof(OrderDraft.Why), words["why.missing"], true)] : Array.Empty<DraftProblem>(), .. Missing(draft, store, words), .. judged is null ? [] : Found(draft, judged.Tried, words)];

    private static IEnumerable<DraftProblem> Missing(OrderDraft draft, StoreFacts? store, TowerWords words)
    {
        if (store is null)
        {
            yield return new(nameof(OrderDraft.Store), words["newOrder.noStore"], true);
        }
        else if (draft.CurrencyIn(store) == "XXX")
        {
            yield return new(nameof(OrderDraft.Currency), words["newOrder.noCurrency"], true);
        }

        if (draft.Lines.Count == 0)
        {
            yield return new(nameof(OrderDraft.Lines), words["newOrder.noLines"], true);
        }

        for (var at = 0; at < draft.Lines.Count; at++)
        {
            if (draft.Lines[at].Price.Trim().Length == 0 || OrderDraft.AmountOf(draft.Lines[at].Price) is null)
            {
                yield return new(LineField(at), words["newOrder.noPrice"], true);
            }

            if (draft.Lines[at].Count is null)
            {
                yield return new(LineField(at), words["newOrder.noUnits"], true);
            }
        }

        foreach (var (field, typed) in new[] { (nameof(OrderDraft.Delivery), draft.Delivery), (nameof(OrderDraft.Discount), draft.Discount) })
        {
            if (OrderDraft.AmountOf(typed) is null)
            {
                yield return new(field, words["newOrder.noAmount"], true);
            }
        }
    }

    private static IEnumerable<DraftProblem> Found(OrderDraft draft, OrderTried tried, TowerWords words)
    {
        foreach (var finding in tried.Findings)
        {
            switch (finding.Code)
            {
                case ExceptionCode.PhoneInvalid when tried.Phone.Fault is { } fault:
                    yield return new(nameof(OrderDraft.Phone), words["newOrder.askPhone", words.Of(fault)], false);
                    break;
                case ExceptionCode.AddrInvalid:
                    foreach (var reason in tried.Address.Reasons)
                    {
                        yield return new(FieldOf(reason.Fault), Ask(reason, words), false);
                    }

                    break;
                case ExceptionCode.SkuUnknown when finding.Line is { } line:
                    yield return new(LineField(line - 1), words["newOrder.unknownSku"], false);
                    break;
                case ExceptionCode.QtyInvalid when finding.Line is { } line && draft.Lines[line - 1].Count is not null:
                    yield return new(LineField(line - 1), words["newOrder.tooMany"], false);
                    break;
                case ExceptionCode.ShipMethodInvalid:
                    yield return new(nameof(OrderDraft.Shipping), words.Of(finding.Code), false);
                    break;
                case ExceptionCode.PayMismatch:
                    yield return new(nameof(OrderDraft.Method), words.Of(finding.Code), false);
                    break;
            }
        }
    }

    public static string LineField(int at) => FormattableString.Invariant($"line:{at}");

    /// <summary>The question for the customer, who is on the phone.</summary>
    private static string Ask(AddressReason reason, TowerWords words)
    {
        var key = $"addressFault.{char.ToLowerInvariant(reason.Fault.ToString()[0])}{reason.Fault.ToString()[1..]}";
        return words[key, reason.Found ?? "", reason.Belongs ?? "", reason.Given ?? ""];
    }

    private static string FieldOf(AddressFault fault) => fault switch
    {
        AddressFault.LineMissing or AddressFault.LineTooShort or AddressFault.LineVague or AddressFault.NumberMissing => nameof(OrderDraft.Line1),
        AddressFault.CityMissing or AddressFault.CityUnknown or AddressFault.CityElsewhere or AddressFault.DistrictElsewhere => nameof(OrderDraft.City),
        AddressFault.RegionMissing or AddressFault.RegionUnknown => nameof(OrderDraft.Region),
        AddressFault.PostcodeMissing or AddressFault.PostcodeMalformed or AddressFault.PostcodeElsewhere => nameof(OrderDraft.Postcode),
        AddressFault.CountryMissing => nameof(OrderDraft.Country),
    };
}

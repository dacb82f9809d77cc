using System.Globalization;
using System.Text.Json;
using ControlTower.Data;
using ControlTower.Settings;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Screening;
using ControlTower.Playbook.Validation;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Screening;

/// <summary>
/// Step 2 of the playbook: where the money is, and the light fraud rules. A hit holds the order and opens a review with its evidence;
/// nothing is cancelled by a rule. Contact and address are judged here first, since the rules and the validation behind them ask for it.
/// </summary>
public sealed class ScreenOrders(CommitGate gate, OrderDesk desk, OrderTraces traces, Limits limits)
{
    private const int PhoneAddressesMax = 5;
    private static readonly ExceptionCode[] s_mayFind = [ExceptionCode.FraudReview, ExceptionCode.DuplicateSuspect];

    /// <returns>How many orders were screened.</returns>
    public Task<int> HandleAsync(int most, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var orders = await Waiting.ForAsync(work.Db, ConveyorStep.Screen, most, cancellationToken);
            if (orders.Count == 0)
            {
                return 0;
            }

            orders.ForEach(JudgeContact);
            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            var cases = await CaseBook.OfOrdersAsync(work, sites, [.. orders.Select(order => order.Id)], cancellationToken);
            var past = await PhoneHistory.OfAsync(work.Db, orders.Select(order => order.Contact.PhoneE164), cancellationToken);
            var others = await traces.AroundAsync(work.Db, orders, cancellationToken);
            foreach (var order in orders)
            {
                Screen(work, order, cases, past.GetValueOrDefault(order.Contact.PhoneE164 ?? "", PhonePast.None), others, sites);
            }

            return orders.Count;
        }, cancellationToken);

    private void Screen(Work work, SalesOrder order, CaseBook cases, PhonePast past, IReadOnlyList<OrderTrace> others, Sites sites)
    {
        List<CaseFinding> found = [];
        if (!order.CounterSale)
        {
            found.AddRange(Fraud(order, past));
            found.AddRange(Duplicate(order, others));
        }

        var holds = new List<HoldType>();
        if (MoneyHold(order) is { } money)
        {
            holds.Add(money);
        }

        if (found.Exists(one => one.Code == ExceptionCode.FraudReview))
        {
            holds.Add(HoldType.Fraud);
        }

        desk.Settle(work, order, HoldSources.Screening, holds);
        desk.Settle(work, order, HoldSources.Duplicate, found.Exists(one => one.Code == ExceptionCode.DuplicateSuspect) ? [HoldType.Fraud] : []);
        cases.Settle(order, s_mayFind, found);
        order.GoTo(ConveyorStep.Validate);
        desk.Finish(work, order, sites, "screened");
    }

    private static void JudgeContact(SalesOrder order)
    {
        var contact = order.Contact;
        var verdict = AddressScore.Judge(new(contact.Line1, contact.Line2, contact.City, contact.Region, contact.Postcode, contact.Country));
        contact.Judge(
            PhoneReading.Judge(contact.PhoneToCall, contact.Country).E164, verdict.Score,
            verdict.Reasons.Select(reason => JsonNamingPolicy.CamelCase.ConvertName(reason.Fault.ToString())));
    }

    /// <summary>A prepaid order's stock cools while we wait for the money; when that time is over, or the money failed, it waits without stock.</summary>
    private static HoldType? MoneyHold(SalesOrder order) => order.Payment switch
    {
        PaymentState.Pending or PaymentState.PartPaid => order.Holds.Exists(hold => hold is { Type: HoldType.Cooling, IsOpen: false, ReleaseWhy: HoldSources.Unpaid })
            ? HoldType.Payment
            : HoldType.Cooling,
        PaymentState.Failed or PaymentState.Voided or PaymentState.Refunded => HoldType.Payment,
        PaymentState.Authorised or PaymentState.Paid or PaymentState.PartRefunded or PaymentState.CodUnconfirmed or PaymentState.CodConfirmed
            or PaymentState.CodCollected or PaymentState.CodRemitted => null,
    };

    private IEnumerable<CaseFinding> Fraud(SalesOrder order, PhonePast past)
    {
        if (order.Accepted.Contains(ExceptionCode.FraudReview.Text()))
        {
            return [];
        }

        var contact = order.Contact;
        var hits = FraudRules.Judge(
            new FraudFacts(
                order.Total, contact.Name, contact.Email, contact.PhoneE164 is not null, past.Cancels, past.Addresses, contact.AddressScore ?? 0,
                new Place(contact.Country, contact.City), contact.BillingCountry is null ? null : new Place(contact.BillingCountry, contact.BillingCity)),
            new FraudLimits(limits.HighValueAbove, limits.PhoneCancelsMax, PhoneAddressesMax, limits.AddressScoreMin));
        return hits.Count == 0 ? [] : [new CaseFinding(ExceptionCode.FraudReview, null, null, Evidence(hits))];
    }

    private static Dictionary<string, string> Evidence(IReadOnlyList<FraudHit> hits) => hits
        .SelectMany(hit => hit.Evidence).Append(new("rules", string.Join(", ", hits.Select(hit => hit.Rule))))
        .GroupBy(fact => fact.Key).ToDictionary(facts => facts.Key, facts => facts.First().Value);

    private IEnumerable<CaseFinding> Duplicate(SalesOrder order, IReadOnlyList<OrderTrace> others)
    {
        if (order.Accepted.Contains(ExceptionCode.DuplicateSuspect.Text()) || DuplicateRule.Judge(traces.Of(order), Earlier(order, others)) is not { } hit)
        {
            return [];
        }

        return [new CaseFinding(ExceptionCode.DuplicateSuspect, null, null, new Dictionary<string, string>
        {
            ["other"] = hit.OtherNumber, ["minutes"] = hit.Minutes.ToString(CultureInfo.InvariantCulture),
        })];
    }

    /// <summary>Of two that look alike, the one that came second is asked about.</summary>
    private static IEnumerable<OrderTrace> Earlier(SalesOrder order, IReadOnlyList<OrderTrace> others) =>
        others.Where(other => other.Id.CompareTo(order.Id) < 0); // ids are made in the order in which orders come in
}

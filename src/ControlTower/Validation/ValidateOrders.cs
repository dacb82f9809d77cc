using ControlTower.Data;
using ControlTower.Settings;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Screening;
using ControlTower.Playbook.Validation;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Validation;

/// <summary>
/// Step 3 of the playbook: phone, address, SKUs, quantities, shipping method, money. Several failures are reported together; each becomes
/// a case and holds the order. What a person accepted is not raised again. At the end cash on delivery is confirmed, or asked about.
/// </summary>
public sealed class ValidateOrders(CommitGate gate, OrderDesk desk, Limits limits)
{
    private static readonly ExceptionCode[] s_mayFind =
    [
        ExceptionCode.PhoneInvalid, ExceptionCode.AddrInvalid, ExceptionCode.SkuUnknown, ExceptionCode.QtyInvalid, ExceptionCode.ShipMethodInvalid,
        ExceptionCode.PayMismatch, ExceptionCode.CodUnconfirmed,
    ];

    /// <returns>How many orders were judged.</returns>
    public Task<int> HandleAsync(int most, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var orders = await Waiting.ForAsync(work.Db, ConveyorStep.Validate, most, cancellationToken);
            if (orders.Count == 0)
            {
                return 0;
            }

            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            var cases = await CaseBook.OfOrdersAsync(work, sites, [.. orders.Select(order => order.Id)], cancellationToken);
            var meanings = await Meanings.LoadAsync(work.Db, orders, cancellationToken);
            var policies = await work.Db.Stores.AsNoTracking().ToDictionaryAsync(store => store.Key, store => store.CodConfirm, cancellationToken);
            var refusals = await RefusalsAsync(work.Db, orders, cancellationToken);
            foreach (var order in orders)
            {
                Validate(work, order, cases, meanings, policies[order.Store], refusals.GetValueOrDefault(order.Contact.PhoneE164 ?? ""), sites);
            }

            return orders.Count;
        }, cancellationToken);

    private void Validate(Work work, SalesOrder order, CaseBook cases, Meanings meanings, CodConfirmPolicy policy, int refusals, Sites sites)
    {
        meanings.Apply(order);
        var facts = meanings.FactsOf(order, desk.NumberOf(order), limits.AddressScoreMin);
        var found = OrderValidation.Judge(facts)
            .Where(finding => !order.Accepted.Contains(finding.Key) && !order.Accepted.Contains(finding.Code.Text()))
            .Select(finding => new CaseFinding(finding.Code, finding.Line, finding.CauseKey, finding.Evidence)).ToList();
        if (order.Lines.Count == 0)
        {
            found.Add(new(ExceptionCode.QtyInvalid, null, null, new Dictionary<string, string> { ["fault"] = "noLines" }));
        }

        if (order.OpenHolds.Any(hold => hold is { Type: HoldType.Address, Source: HoldSources.Customer }) && found.TrueForAll(finding => finding.Code != ExceptionCode.AddrInvalid))
        {
            found.Add(new(ExceptionCode.AddrInvalid, null, null, new Dictionary<string, string> { ["asked"] = HoldSources.Customer })); // they want another one, however good this is
        }

        if (CodDoubts(work, order, facts, found, policy, refusals) is { } doubts)
        {
            found.Add(doubts);
        }

        cases.Settle(order, s_mayFind, found);
        desk.Settle(work, order, HoldSources.Validation, [.. found.Select(finding => HoldOf(finding.Code)).Distinct()]);
        order.GoTo(ConveyorStep.Reserve);
        desk.Finish(work, order, sites, "validated");
        work.Also(new OrderValidated(order.Id, desk.NumberOf(order), order.Contact.AddressScore, [.. found.Select(finding => finding.Code.Text()).Distinct()]));
    }

    /// <summary>Confirms cash on delivery by the store's policy, or says why a person must. Doubts about phone and address have cases of their own.</summary>
    private CaseFinding? CodDoubts(Work work, SalesOrder order, OrderFacts facts, List<CaseFinding> found, CodConfirmPolicy policy, int refusals)
    {
        if (order.Payment != PaymentState.CodUnconfirmed || order.CounterSale)
        {
            return null;
        }

        var verdict = CodPolicy.Judge(policy, new(facts.Phone.IsValid, facts.Address.Passes(limits.AddressScoreMin), refusals));
        var beyondContact = verdict.Doubts.Where(doubt => doubt is not (CodDoubt.Phone or CodDoubt.Address)).ToList();
        if (beyondContact.Count > 0)
        {
            return new(ExceptionCode.CodUnconfirmed, null, null, new Dictionary<string, string>
            {
                ["doubts"] = string.Join(", ", verdict.Doubts.Select(doubt => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(doubt.ToString()))),
            });
        }

        if (found.TrueForAll(finding => finding.Code is not (ExceptionCode.PhoneInvalid or ExceptionCode.AddrInvalid)) && order.MovePayment(PaymentMove.ConfirmCod))
        {
            work.Also(new PaymentMoved(order.Id, desk.NumberOf(order), order.Payment, "rule", PaymentState.CodUnconfirmed));
        }

        return null;
    }

    private static HoldType HoldOf(ExceptionCode code) => code switch
    {
        ExceptionCode.PhoneInvalid => HoldType.Phone,
        ExceptionCode.AddrInvalid => HoldType.Address,
        ExceptionCode.ShipMethodInvalid => HoldType.ShippingMethod,
        ExceptionCode.PayMismatch => HoldType.Payment,
        ExceptionCode.CodUnconfirmed => HoldType.Customer,
        _ => HoldType.Sku,
    };

    private static async Task<Dictionary<string, int>> RefusalsAsync(TowerDb db, IEnumerable<SalesOrder> orders, CancellationToken cancellationToken)
    {
        var phones = orders.Where(order => order.Payment == PaymentState.CodUnconfirmed).Select(order => order.Contact.PhoneE164).OfType<string>().Distinct().ToList();
        return await db.Orders.Where(order => order.CancelCause == CancelCause.CodUnconfirmed && phones.Contains(order.Contact.PhoneE164!))
            .GroupBy(order => order.Contact.PhoneE164!).ToDictionaryAsync(same => same.Key, same => same.Count(), cancellationToken);
    }
}

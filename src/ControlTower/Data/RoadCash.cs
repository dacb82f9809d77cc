using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>The cash of the parcels of some orders, within one transaction. What is due for a parcel was said once, when it was booked.</summary>
internal sealed class RoadCash
{
    private readonly Dictionary<Guid, ParcelCod> _cash;
    private readonly Dictionary<Guid, Money> _booked;

    private RoadCash(Dictionary<Guid, ParcelCod> cash, Dictionary<Guid, Money> booked) => (_cash, _booked) = (cash, booked);

    /// <param name="work">Holds the locks of the orders.</param>
    /// <param name="orders">Their ids.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static async Task<RoadCash> LoadAsync(Work work, IReadOnlyCollection<Guid> orders, CancellationToken cancellationToken)
    {
        var ids = orders.ToArray();
        var cash = await work.Db.ParcelCods.Where(cod => ids.Contains(cod.OrderId)).ToDictionaryAsync(cod => cod.ParcelId, cancellationToken);
        var booked = await work.Db.Shipments.AsNoTracking().Where(one => ids.Contains(one.OrderId) && one.State == BookingState.Done && one.CodMinor > 0)
            .Select(one => new { one.ParcelId, one.CodMinor, one.CodCurrency }).ToListAsync(cancellationToken);
        return new(cash, booked.ToDictionary(one => one.ParcelId, one => new Money(one.CodMinor!.Value, one.CodCurrency!)));
    }

    /// <summary>The cash of a parcel; null where none is due.</summary>
    public ParcelCod? Of(Work work, Parcel parcel)
    {
        if (!_cash.TryGetValue(parcel.Id, out var cod) && _booked.TryGetValue(parcel.Id, out var due))
        {
            _cash[parcel.Id] = cod = new ParcelCod(parcel.Id, parcel.OrderId, parcel.Courier ?? "", due);
            work.Db.ParcelCods.Add(cod);
        }

        return cod;
    }

    /// <summary>The parcel is at the customer's, so its cash is at the courier's.</summary>
    /// <returns>Whether the order's payment moved by it: all its cash is collected.</returns>
    public bool Collect(Work work, SalesOrder order, Parcel parcel, string number, long? told, RoadCases cases)
    {
        if (Of(work, parcel) is not { CollectedAt: null } cod)
        {
            return false;
        }

        cod.Collect(told, work.Now);
        work.Also(new CodTaken(order.Id, number, parcel.Id, parcel.Sscc, cod.Due, new(cod.CollectedMinor!.Value, cod.Currency)));
        if (cod.State == CodState.Differs)
        {
            cases.Open(order, parcel, ExceptionCode.CodDifference, Evidence(cod, "collected"));
        }

        return Move(work, order, number, PaymentMove.Collect, one => one.CollectedAt is not null);
    }

    /// <summary>A statement pays for the parcel.</summary>
    public void Remit(Work work, SalesOrder order, Parcel parcel, string number, long amountMinor, Guid statement, RoadCases cases)
    {
        if (Of(work, parcel) is not { } cod)
        {
            return;
        }

        cod.Remit(amountMinor, statement, work.Now);
        work.Also(new CodPaidOn(order.Id, number, parcel.Id, parcel.Sscc, cod.Due, new(cod.RemittedMinor!.Value, cod.Currency), statement));
        Settle(work, order, parcel, number, cod, cases);
    }

    /// <summary>Opens or closes the case of a difference, and moves the payment when all cash of the order has come.</summary>
    public void Settle(Work work, SalesOrder order, Parcel parcel, string number, ParcelCod cod, RoadCases cases)
    {
        if (cod.State == CodState.Differs)
        {
            cases.Open(order, parcel, ExceptionCode.CodDifference, Evidence(cod, "remitted"));
        }
        else
        {
            cases.Close(parcel, "settled", ExceptionCode.CodDifference);
        }

        Move(work, order, number, PaymentMove.Remit, one => one.IsSettled);
    }

    public static Dictionary<string, string> Evidence(ParcelCod cod, string difference) => new()
    {
        ["difference"] = difference, ["due"] = cod.Due.ToString(),
        ["collected"] = cod.CollectedMinor is { } collected ? new Money(collected, cod.Currency).ToString() : "",
        ["remitted"] = cod.RemittedMinor is { } remitted ? new Money(remitted, cod.Currency).ToString() : "",
    };

    private bool Move(Work work, SalesOrder order, string number, PaymentMove by, Func<ParcelCod, bool> isThere)
    {
        var before = order.Payment;
        var isWhole = order.LiveParcels.Where(parcel => _booked.ContainsKey(parcel.Id) || _cash.ContainsKey(parcel.Id))
            .All(parcel => _cash.TryGetValue(parcel.Id, out var cod) && isThere(cod));
        var isAllSent = order.Lines.TrueForAll(line => line.Shipped + line.Cancelled == line.Ordered); // else more cash is still to come
        if (!isWhole || !isAllSent || !order.MovePayment(by))
        {
            return false;
        }

        work.Also(new PaymentMoved(order.Id, number, order.Payment, "courier", before));
        return true;
    }
}

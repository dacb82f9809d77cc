using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Intake;

/// <summary>One line as it is to be. Null keeps what was there.</summary>
/// <param name="Line">Its number; null: a new one.</param>
/// <param name="Units">0 takes the line off.</param>
/// <param name="UnitPrice">Null for a new line: the catalogue's.</param>
public sealed record LineEdit(int? Line, string? Sku, int? Units, Money? UnitPrice);

/// <summary>Change an order by hand before anything of it is on the floor. It is judged and promised anew.</summary>
/// <param name="Contact">Null: as it was. The same for the next two.</param>
/// <param name="Version">The one that the person saw; null: whatever it is now.</param>
public sealed record EditOrder(
    Guid CommandId, Actor By, Guid Order, ContactCorrection? Contact, bool IsShipTo, IReadOnlyList<LineEdit>? Lines, string? ShippingMethod, long? Version, string? Why) : ICommand
{
    public static Duty Needs => Duty.EditContact;

    public static bool DemandsWhy => true;
}

public sealed class EditOrderHandler(CommitGate gate, OrderDesk desk, PromiseBook promises)
{
    /// <summary>What an older version is told of the newer one.</summary>
    private const int SinceMax = 5;

    /// <returns>
    /// Or <c>orders.unknown</c>, <c>orders.over</c>, <c>orders.released</c>, <c>orders.version</c>, <c>orders.change-missing</c>, <c>access.duty</c> for lines, and
    /// what is wrong with a line: <c>orders.line-unknown</c>, <c>orders.sku-missing</c>, <c>orders.sku-unknown</c>, <c>orders.units-invalid</c>, <c>orders.price-missing</c>.
    /// </returns>
    public Task<Outcome<Committed<OrderEdited>>> HandleAsync(EditOrder command, CancellationToken cancellationToken) =>
        gate.CommitAsync<EditOrder, OrderEdited>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);

    private async Task<Outcome<OrderEdited>> DecideAsync(Work work, EditOrder command, CancellationToken cancellationToken)
    {
        if (!(await LockedOrder.StillOpenAsync(work, command.Order, desk, cancellationToken)).Decided(out var order, out var refused))
        {
            return refused;
        }

        if (command.Version is { } read && read != order.Version)
        {
            return OrderRefusals.Version(desk.NumberOf(order), read, order.Version, await SinceAsync(work.Db, order, read, cancellationToken));
        }

        var (contactBefore, moneyBefore) = (WordsOf(order.Contact), new { order.Total, Units = order.Lines.Sum(line => line.Ordered - line.Cancelled) });
        List<string> changed = [];
        if (command.Lines is { Count: > 0 } lines)
        {
            await promises.GiveBackAsync(work, [order], "changed", cancellationToken);
            if (await ChangeLinesAsync(work, order, lines, cancellationToken) is { } wrong)
            {
                return wrong;
            }

            changed.Add("lines");
        }

        ChangeTerms(order, command, changed);
        if (changed.Count == 0)
        {
            return OrderRefusals.ChangeMissing();
        }

        await promises.GiveBackAsync(work, [order], "changed", cancellationToken); // also a new address may be nearer to another site
        DoubtCod(work, order, changed);
        order.GoTo(ConveyorStep.Screen);
        desk.Finish(work, order, await Sites.LoadAsync(work.Db, cancellationToken), "changed");
        var words = WordsOf(order.Contact).Where(pair => contactBefore[pair.Key] != pair.Value).ToDictionary();
        return new OrderEdited(
            order.Id, desk.NumberOf(order), changed, words.Count == 0 ? null : words.Keys.ToDictionary(name => name, name => contactBefore[name]),
            words.Count == 0 ? null : words, changed.Contains("lines") ? moneyBefore : null);
    }

    private static void ChangeTerms(SalesOrder order, EditOrder command, List<string> changed)
    {
        if (command.Contact is { } contact)
        {
            order.CorrectContact(contact);
            order.JudgeAnew(ExceptionCode.AddrInvalid, ExceptionCode.PhoneInvalid);
            changed.Add(command.IsShipTo ? "shipTo" : "contact");
        }

        if (command.ShippingMethod is { } method)
        {
            order.AskShipping(method);
            order.JudgeAnew(ExceptionCode.ShipMethodInvalid);
            changed.Add("shippingMethod");
        }
    }

    /// <summary>What the customer had confirmed is something else now; the rule, or a person, confirms it anew.</summary>
    private void DoubtCod(Work work, SalesOrder order, List<string> changed)
    {
        var before = order.Payment;
        if (before == PaymentState.CodConfirmed && changed.Exists(what => what is "lines" or "shipTo" or "contact") && order.MovePayment(PaymentMove.DoubtCod))
        {
            work.Also(new PaymentMoved(order.Id, desk.NumberOf(order), order.Payment, "edit", before));
        }
    }

    private static async Task<Refusal?> ChangeLinesAsync(Work work, SalesOrder order, IReadOnlyList<LineEdit> edits, CancellationToken cancellationToken)
    {
        if (!work.By.May(Duty.EditLines))
        {
            return AccessRefusals.NoDuty(work.By, Duty.EditLines);
        }

        var asked = edits.Select(edit => edit.Sku).OfType<string>().Distinct().ToList();
        var catalogue = await work.Db.Skus.AsNoTracking().Where(item => asked.Contains(item.Sku)).ToDictionaryAsync(item => item.Sku, cancellationToken);
        for (var at = 0; at < edits.Count; at++)
        {
            var (edit, field) = (edits[at], $"lines[{at}]");
            if (edit.Units is < 0 or > OrderLine.UnitsMax || (edit is { Line: null, Units: not > 0 }))
            {
                return OrderRefusals.UnitsInvalid(field + ".units");
            }

            if (edit.Sku is { } sku && !catalogue.ContainsKey(sku))
            {
                return OrderRefusals.SkuUnknown(sku, field + ".sku");
            }

            if ((edit.Line is { } number ? ChangeLine(order, number, edit, field) : AddLine(order, edit, catalogue, field)) is { } wrong)
            {
                return wrong;
            }
        }

        order.JudgeAnew(ExceptionCode.QtyInvalid, ExceptionCode.SkuUnknown);
        return order.Lines.TrueForAll(line => line.Ordered == line.Cancelled) ? OrderRefusals.NothingLeft() : null;
    }

    private static Refusal? ChangeLine(SalesOrder order, int number, LineEdit edit, string field)
    {
        if (order.Lines.Find(line => line.LineNo == number) is not { } line)
        {
            return OrderRefusals.LineUnknown(number, field + ".line");
        }

        if (edit.Units == 0)
        {
            order.TakeOff(line);
        }
        else
        {
            order.EditLine(line, edit.Sku, edit.Units, edit.UnitPrice);
        }

        return null;
    }

    private static Refusal? AddLine(SalesOrder order, LineEdit edit, Dictionary<string, Playbook.Inventory.SkuItem> catalogue, string field)
    {
        if (edit.Sku is not { } sku)
        {
            return OrderRefusals.SkuMissing(field + ".sku");
        }

        var item = catalogue[sku];
        var price = edit.UnitPrice ?? (item.PriceMinor is { } minor && item.Currency == order.Currency ? new Money(minor, order.Currency) : null);
        if (price is not { } known)
        {
            return OrderRefusals.PriceMissing(sku, field + ".unitPrice");
        }

        order.AddLine(sku, item.Name, edit.Units!.Value, known);
        return null;
    }

    /// <summary>Kinds of what happened since, the newest first: who reads them knows what to look at.</summary>
    private static async Task<string> SinceAsync(TowerDb db, SalesOrder order, long read, CancellationToken cancellationToken)
    {
        var subject = JournalKeys.Order(order.Id);
        var kinds = await db.Journal.Where(entry => entry.Subject == subject).OrderByDescending(entry => entry.At)
            .Select(entry => entry.Kind).Take((int)Math.Clamp(order.Version - read, 1, SinceMax)).ToListAsync(cancellationToken);
        return string.Join(", ", kinds.Distinct());
    }

    private static Dictionary<string, string?> WordsOf(OrderContact contact) => new()
    {
        ["name"] = contact.Name, ["phone"] = contact.PhoneToCall, ["email"] = contact.Email, ["shipName"] = contact.ShipName, ["line1"] = contact.Line1,
        ["line2"] = contact.Line2, ["city"] = contact.City, ["region"] = contact.Region, ["postcode"] = contact.Postcode, ["country"] = contact.Country,
    };
}

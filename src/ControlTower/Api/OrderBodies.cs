using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ControlTower.Intake;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>An order as lists show it.</summary>
public record OrderRowBody
{
    public required string Number { get; init; }
    public required string Store { get; init; }
    public required Channel Channel { get; init; }
    public required string ExternalId { get; init; }
    public required string ExternalNumber { get; init; }
    public required Headline Headline { get; init; }
    public required PaymentState Payment { get; init; }
    public required PaymentMethod Method { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset? ConfirmedAt { get; init; }
    public required DateTimeOffset? FulfillableAt { get; init; }
    public required DateTimeOffset? ShipBy { get; init; }
    public required DateTimeOffset? HandedOverAt { get; init; }
    public required DateTimeOffset LastMovementAt { get; init; }
    public required Stage? Stage { get; init; }
    public required MoneyBody Total { get; init; }
    public required MoneyBody? CodDue { get; init; }
    public required int Priority { get; init; }
    public required long Version { get; init; }
    public required int OpenHolds { get; init; }
    public required int OpenCases { get; init; }
    public required IReadOnlyList<string> Warehouses { get; init; }

    public static OrderRowBody Of(OrderHead head)
    {
        return new()
        {
            Number = head.Number, Store = head.Store, Channel = head.Channel, ExternalId = head.ExternalId, ExternalNumber = head.ExternalNumber,
            Headline = head.Headline, Payment = head.Payment, Method = head.Method, PlacedAt = head.PlacedAt, ReceivedAt = head.ReceivedAt,
            ConfirmedAt = head.ConfirmedAt, FulfillableAt = head.FulfillableAt, ShipBy = head.ShipBy, HandedOverAt = head.HandedOverAt,
            LastMovementAt = head.LastMovementAt, Stage = head.Stage, Total = MoneyBody.Of(head.Total), CodDue = MoneyBody.Of(head.CodDue), Priority = head.Priority,
            Version = head.Version, OpenHolds = head.OpenHolds, OpenCases = head.OpenCases, Warehouses = head.Warehouses,
        };
    }
}

/// <summary>One order with everything about it.</summary>
public sealed record OrderBody : OrderRowBody
{
    [SetsRequiredMembers]
    private OrderBody(OrderRowBody row, ShipToBody shipTo)
        : base(row) => ShipTo = shipTo;

    public ShippingMethod? ShippingMethod { get; init; }
    public string? ShippingAsked { get; init; }
    public CancelCause? CancelCause { get; init; }
    public string? Note { get; init; }

    /// <summary>Null for roles that work with goods and not with customers.</summary>
    public CustomerBody? Customer { get; init; }

    public ShipToBody ShipTo { get; }
    public IReadOnlyList<LineBody> Lines { get; init; } = [];
    public IReadOnlyList<HoldBody> Holds { get; init; } = [];
    public IReadOnlyList<OrderCaseBody> Cases { get; init; } = [];
    public IReadOnlyList<GroupBody> Groups { get; init; } = [];
    public IReadOnlyList<PicturedParcel> Parcels { get; init; } = [];
    public IReadOnlyList<ToldBody> Messages { get; init; } = [];
    public IReadOnlyList<OrderReturnBody> Returns { get; init; } = [];
    public IReadOnlyList<NoteBody> Notes { get; init; } = [];

    /// <summary>The compared candidates of the last allocation: why this warehouse, or why not allocated.</summary>
    public JsonElement? Allocation { get; init; }

    /// <summary>What this caller may do with it now.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    public static OrderBody Of(OrderPicture picture, Actor reader)
    {
        var (contact, currency) = (picture.Contact, picture.Head.Total.Currency);
        var shipTo = new ShipToBody(
            contact.ShipName, contact.ShipPhone, contact.Line1, contact.Line2, contact.City, contact.Region, contact.Postcode, contact.Country,
            contact.AddressScore, contact.AddressReasons);
        return new(OrderRowBody.Of(picture.Head), shipTo)
        {
            ShippingMethod = picture.ShippingMethod, ShippingAsked = picture.ShippingAsked, CancelCause = picture.CancelCause, Note = picture.Note,
            Allocation = picture.WhyHere, Allowed = OrderActs.AllowedTo(reader, picture),
            Customer = reader.May(Duty.ViewPersonalData) ? new(contact.Name, contact.Phone, contact.Email) : null,
            Lines = [.. picture.Lines.Select(line => new LineBody(
                line.LineNo, line.Sku ?? line.AskedSku, line.Name, line.Sku is not null, line.Ordered, line.Unallocated, line.Cancelled, line.Backordered, line.Reserved,
                line.Picked, line.Packed, line.Shipped, line.Returned, MoneyBody.Of(new Money(line.UnitPriceMinor, currency))))],
            Holds = [.. picture.Holds.Select(hold => new HoldBody(
                hold.Id, hold.Type, hold.Source, hold.KeepsStock, hold.PausesClock, hold.PlacedAt, hold.Why, hold.ReleasedAt, hold.ReleaseWhy))],
            Cases = [.. picture.Cases.Select(CaseOf)], Parcels = picture.Parcels,
            Groups = [.. picture.Groups.Select(group => new GroupBody(
                group.Id, group.Warehouse, group.State, group.Why, [.. group.Lines.Select(line => new GroupLineBody(line.LineNo, line.Units))]))],
            Messages = [.. picture.Messages.Select(message => new ToldBody(message.Occasion, message.Channel, message.State, message.At, message.Reason))],
            Returns = [.. picture.Returns.Select(one => new OrderReturnBody(
                one.Id, ReturnCase.NameOf(one.Number), one.Kind, one.State, one.StateSince, one.Warehouse, one.OpenedAt, one.Units, one.Refund ?? RefundState.None,
                one.RefundMinor is { } minor ? MoneyBody.Of(new Money(minor, currency)) : null))],
            Notes = [.. picture.Notes.Select(note => new NoteBody(note.At, note.ByName, note.Text))],
        };
    }

    private static OrderCaseBody CaseOf(PicturedCase one) => new(
        one.Id, one.Code, one.Severity, one.State, one.OwnerRole, one.OwnerName, one.OpenedAt, one.DueAt, one.LineNo, one.Resolution,
        one.State != CaseState.Resolved && ExceptionCodes.Find(one.Code) is { } code ? ExceptionCatalogue.ActionsFor(code, isAboutOrder: true) : []);
}

public sealed record CustomerBody(string? Name, string? Phone, string? Email);

/// <param name="AddressScore">0 to 100; null until validation has judged it.</param>
public sealed record ShipToBody(
    string? Name, string? Phone, string? Line1, string? Line2, string? City, string? Region, string? Postcode, string Country, int? AddressScore,
    IReadOnlyList<string> AddressReasons);

/// <param name="Sku">Ours; where it is not known yet, what was asked.</param>
public sealed record LineBody(
    int Line, string Sku, string Name, bool SkuKnown, int Ordered, int Unallocated, int Cancelled, int Backordered, int Reserved, int Picked, int Packed, int Shipped,
    int Returned, MoneyBody UnitPrice);

public sealed record HoldBody(
    Guid Id, HoldType Type, string Source, bool KeepsStock, bool PausesClock, DateTimeOffset PlacedAt, string? Why, DateTimeOffset? ReleasedAt, string? ReleaseWhy);

public sealed record OrderCaseBody(
    Guid Id, string Code, Severity Severity, CaseState State, Role OwnerRole, string? Owner, DateTimeOffset OpenedAt, DateTimeOffset DueAt, int? Line, string? Resolution,
    IReadOnlyList<CaseAction> Actions);

public sealed record GroupBody(Guid Id, string Warehouse, GroupState State, string Why, IReadOnlyList<GroupLineBody> Lines);

public sealed record GroupLineBody(int Line, int Units);

/// <summary>What the customer was told.</summary>
/// <param name="At">When its state came true.</param>
/// <param name="Reason">Why it failed or was not sent.</param>
public sealed record ToldBody(MessageOccasion Event, MessageChannel Channel, MessageState State, DateTimeOffset At, string? Reason);

/// <param name="Units">Said to come.</param>
/// <param name="Refund">State of its money; <c>none</c> where nothing was asked for.</param>
public sealed record OrderReturnBody(
    Guid Id, string Name, ReturnKind Kind, ReturnState State, DateTimeOffset StateSince, string Warehouse, DateTimeOffset OpenedAt, int Units, RefundState Refund, MoneyBody? Amount);

public sealed record NoteBody(DateTimeOffset At, string By, string Text);

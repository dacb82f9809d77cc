using ControlTower.Foreign;
using ControlTower.Intake;
using ControlTower.Intake.Channels;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <param name="Lines">Numbers of lines; left out: the whole order.</param>
/// <param name="Cause">Left out: the customer wished it.</param>
public sealed record CancelBody(string? Why = null, IReadOnlyList<int>? Lines = null, CancelCause? Cause = null);

public sealed record PlaceHoldBody(HoldType Type, string? Why = null);

/// <param name="Hold">Id of the hold.</param>
public sealed record ReleaseHoldBody(Guid Hold, string? Why = null);

/// <param name="By">How the customer said it: <c>phone</c>, <c>whatsapp</c> …</param>
public sealed record ConfirmCodBody(string? By = null);

public sealed record WriteNoteBody(string Text);

/// <param name="Text">Own words; left out: by the template.</param>
/// <param name="Template">An occasion, whose text is sent: <c>shipped</c>.</param>
public sealed record WriteToCustomerBody(MessageChannel Channel, string? Text = null, MessageOccasion? Template = null);

/// <param name="Into">Number of the order that is kept.</param>
public sealed record MergeBody(string Into, string? Why = null);

/// <summary>What is to be changed; what is left out stays.</summary>
/// <param name="Version">The one that was read; an older one is refused with what happened since.</param>
public sealed record EditOrderBody(
    EditShipToBody? ShipTo = null, EditCustomerBody? Customer = null, IReadOnlyList<EditLineBody>? Lines = null, string? ShippingMethod = null, long? Version = null,
    string? Why = null)
{
    public Refusal? Refuse()
    {
        if (ShipTo?.Country is { } country && !(country.Length == 2 && country.All(char.IsAsciiLetter)))
        {
            return OrderRefusals.CountryInvalid("shipTo.country");
        }

        for (var at = 0; at < (Lines?.Count ?? 0); at++)
        {
            if (Lines![at].UnitPrice is { } price && price.Money() is null)
            {
                return new("api.field-value", "An amount is text like \"350.50\" with a currency of three capital letters.", $"lines[{at}].unitPrice");
            }
        }

        return null;
    }

    public EditOrder CommandOf(Guid commandId, Actor by, Guid order) => new(
        commandId, by, order, Contact(), ShipTo is not null, Lines?.Select(line => new LineEdit(line.Line, ForeignText.Code(line.Sku), line.Units, line.UnitPrice?.Money())).ToList(),
        ForeignText.Plain(ShippingMethod), Version, Why);

    private ContactCorrection? Contact() => ShipTo is null && Customer is null ? null : new(
        Text(Customer?.Name), Text(ShipTo?.Phone ?? Customer?.Phone), Text(Customer?.Email), Text(ShipTo?.Name), Text(ShipTo?.Line1), Text(ShipTo?.Line2),
        Text(ShipTo?.City), Text(ShipTo?.Region), Text(ShipTo?.Postcode), ShipTo?.Country?.ToUpperInvariant());

    /// <summary>An empty text empties the field; none keeps it.</summary>
    private static string? Text(string? sent) => sent is null ? null : ForeignText.Digits(sent) ?? "";
}

public sealed record EditShipToBody(
    string? Name = null, string? Phone = null, string? Line1 = null, string? Line2 = null, string? City = null, string? Region = null, string? Postcode = null,
    string? Country = null);

public sealed record EditCustomerBody(string? Name = null, string? Phone = null, string? Email = null);

/// <param name="Line">Its number; left out: a new line.</param>
/// <param name="Units">0 takes the line off.</param>
public sealed record EditLineBody(int? Line = null, string? Sku = null, int? Units = null, MoneyBody? UnitPrice = null);

/// <summary>An order as our own door takes it; read by <c>OwnOrderReader</c>, this is its description.</summary>
public sealed record NewOrderBody(
    string Store, string ExternalId, string? ExternalNumber, DateTimeOffset PlacedAt, DateTimeOffset? SourceVersion, CustomerBody? Customer, EditShipToBody? ShipTo,
    string? ShippingMethod, NewPaymentBody Payment, PartialPolicy? Partial, IReadOnlyList<NewLineBody> Lines, MoneyBody? Shipping, MoneyBody? Tax,
    IReadOnlyList<NewFeeBody>? Fees, MoneyBody? Discount, MoneyBody? PaidOtherwise, bool Fulfilled, MoneyBody? Total, string? Note);

public sealed record NewPaymentBody(PaymentMethod Method, bool Paid);

public sealed record NewLineBody(string Sku, string? Name, int Units, MoneyBody UnitPrice);

public sealed record NewFeeBody(string? Name, MoneyBody Amount);

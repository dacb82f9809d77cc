namespace ControlTower.Playbook.Vocabulary;

/// <summary>Where an order came in; also the kind of a store.</summary>
public enum Channel { Woocommerce, Shopify, Amazon, Marketplace, Pos, Whatsapp, Manual }

/// <summary>The one word for an order, derived from its axes by <c>OrderHeadline</c>; never set by hand.</summary>
public enum Headline { Draft, Received, Confirmed, InFulfilment, PartiallyShipped, Shipped, Delivered, Closed, Cancelled }

public enum PaymentState { Pending, Authorised, PartPaid, Paid, PartRefunded, Refunded, Voided, Failed, CodUnconfirmed, CodConfirmed, CodCollected, CodRemitted }

public enum PaymentMethod { Cod, Prepaid, Card, Cash }

public enum HoldType { Payment, Fraud, Address, Phone, Sku, ShippingMethod, Stock, Customer, Operator, Cooling }

/// <summary>A fulfilment group is the part of an order that one warehouse ships.</summary>
public enum GroupState { Unallocated, Reserved, Released, Picking, Picked, Packing, Packed, Labelled, HandedOver, Short, Cancelled }

public enum ParcelState { Open, Sealed, Labelled, HandedOver, Accepted, InTransit, Delayed, OutForDelivery, AttemptFailed, AtPickupPoint, Delivered, Returning, Returned, Lost, Damaged, Voided }

/// <summary>Where on the way an order or a group stands; an order stands where its least advanced group does.</summary>
public enum Stage { Check, Promise, Pick, Pack, HandOver, OnTheRoad, Returns }

/// <summary>What to do when not everything can be promised at once.</summary>
public enum PartialPolicy { Split, Hold }

public enum ShippingMethod { Standard, Express, Pickup }

public enum CancelCause { Customer, Seller, Stock, Fraud, CodUnconfirmed, Duplicate }

/// <summary>When a store's COD orders must be confirmed by a person.</summary>
public enum CodConfirmPolicy { Always, Doubtful, Never }

public enum CaseState { Open, Snoozed, Resolved }

public enum Severity { S1, S2, S3 }

public enum AdjustReason { Count, Damage, Theft, Expiry, Found, Correction }

public enum MovementKind { Receive, Adjust, TransferOut, TransferIn, Count, Damage, Sale, Pick, PutBack, Ship, Restock, Quarantine, Scrap }

public enum InboundState { Stored, Read, Ignored, Failed }

/// <summary>Which automatic step waits for the order next; <see cref="Settled"/> when none does.</summary>
public enum ConveyorStep { Screen, Validate, Reserve, Settled }

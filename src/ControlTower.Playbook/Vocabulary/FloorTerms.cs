namespace ControlTower.Playbook.Vocabulary;

/// <summary>Work that is released together for a reason of time: a cut-off, a courier, a zone.</summary>
public enum WaveState { Draft, Released, InProgress, Done, Cancelled }

public enum PickListState { Open, Claimed, Done, Cancelled }

/// <summary>One order · many orders, sorted later · many orders, sorted while picking: one tote is one order.</summary>
public enum PickListKind { Single, Batch, Cluster }

/// <summary>Why a shelf gave less than it should. <see cref="Unreachable"/> is a skip: it says nothing about the stock.</summary>
public enum ShortReason { NotFound, Damaged, WrongItemInBin, TooFew, Unreachable }

/// <summary>What becomes of the line whose goods were missing.</summary>
public enum ShortDecision { OtherBin, OtherSite, Backorder, Cancel }

public enum HelpKind { Scanner, Stock, Safety, Quality, Other }

public enum HelpState { Open, Answered, Closed }

/// <summary>How a call to a courier ended. <see cref="Unknown"/>: it timed out, and may have been done.</summary>
public enum BookingState { Queued, Sending, Done, Failed, Unknown, Voided }

/// <summary>Whose interface a courier speaks; <see cref="Own"/> is our own drivers.</summary>
public enum CourierKind { Easypost, Aramex, Bosta, Own }

public enum ManifestState { Open, Closed }

/// <summary>Where the goods of a return are.</summary>
public enum ReturnState { Requested, Authorised, InTransit, Received, Graded, Dispositioned, Closed, Rejected, Expired }

/// <summary>Where the money of a return is.</summary>
public enum RefundState { None, Pending, Approved, Refused, Executed, Failed }

public enum ReturnKind { Refund, Exchange }

/// <summary>Why goods come back. The first seven are our fault and count against order accuracy.</summary>
public enum ReturnReason
{
    WrongItem, WrongQuantity, WrongVariant, MissingItem, DamagedInPacking, WrongLabel, MissingDocument,
    ChangedMind, TooLate, NotAsDescribed, Defective, Size, Refused, DamagedInTransit, Other,
}

/// <summary>In what condition it came back.</summary>
public enum Grade { New, Used, Damaged }

/// <summary>Where the unit ends up; decided apart from its grade.</summary>
public enum Disposition { Restock, Quarantine, Scrap }

/// <summary>What a customer is told about.</summary>
public enum MessageOccasion
{
    Received, CodConfirm, Confirmed, Packed, Shipped, Delayed, OutForDelivery, AttemptFailed, AtPickupPoint, Delivered, Cancelled, ReturnReceived, Refunded,

    /// <summary>Something that only the customer can tell us keeps the order.</summary>
    Question,

    /// <summary>A person's own words.</summary>
    Reply,
}

public enum MessageChannel { Email, Sms, Whatsapp }

public enum MessageState { Queued, Sent, Delivered, Failed, Suppressed }

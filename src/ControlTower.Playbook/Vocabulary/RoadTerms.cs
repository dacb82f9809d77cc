namespace ControlTower.Playbook.Vocabulary;

/// <summary>Why a driver came back with the parcel.</summary>
public enum AttemptReason { NoAnswer, Address, Refused, CashNotReady, Rescheduled, PickupAsked, Closed, NoCode, AccessDenied, Other }

/// <summary>From whom we heard of a parcel: the courier told, we asked, our own driver, or a person who cleared it up.</summary>
public enum RoadSource { Webhook, Poll, Driver, Staff }

/// <summary>What a courier is asked to do about a parcel that is on its way.</summary>
public enum RoadWishKind { NewTime, NewAddress, NewPhone, LetReturn, Trace, ClaimLost }

/// <summary>Where a wish to a courier stands. <see cref="ByHand"/>: it has no door for it, so a person passes it on.</summary>
public enum RoadWishState { Queued, Done, Failed, ByHand }

/// <summary>What proves a delivery.</summary>
public enum ProofKind { Photo, Signature }

/// <summary>Where the cash of a parcel is.</summary>
public enum CodState { Due, Collected, Differs, Claimed, Remitted, Forgone }

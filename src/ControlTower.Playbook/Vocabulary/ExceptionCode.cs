namespace ControlTower.Playbook.Vocabulary;

/// <summary>What can be wrong. Travels and is stored in upper snake case (<c>PHONE_INVALID</c>): <see cref="ExceptionCodes"/>.</summary>
public enum ExceptionCode
{
    AddrInvalid, PhoneInvalid, SkuUnknown, QtyInvalid, ShipMethodInvalid, PayMismatch, CodUnconfirmed, FraudReview, DuplicateSuspect,
    NoStock, PromiseBroken, ShortPick, WrongScanRepeat, PackWeight, LabelFailed, CutoffRisk, NotHandedOver, PickupMissed, NoFirstScan,
    TransitStalled, Ndr, RtoStarted, ReturnUndecided, RefundApproval, PutbackOpen, ChannelSilent, WritebackFailed, StateStalled,
    InvariantBroken, ChangedAfterRelease, MessageUnreadable, TrackingUnknown, CourierCodeUnknown, BookingUnknown, RefundFailed,
    MessageFailed, DeliveredAfterReturn, CodDifference, PrivacyRequest,
}

/// <summary>The codes as the API, the database and people's talk spell them.</summary>
public static class ExceptionCodes
{
    private static readonly Dictionary<ExceptionCode, string> s_texts =
        Enum.GetValues<ExceptionCode>().ToDictionary(code => code, code => Spell(code.ToString()));

    private static readonly Dictionary<string, ExceptionCode> s_codes =
        s_texts.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Text(this ExceptionCode code) => s_texts[code];

    /// <returns>Null when no code is spelled like this.</returns>
    public static ExceptionCode? Find(string text) => s_codes.TryGetValue(text, out var code) ? code : null;

    private static string Spell(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? "_" + letter : char.ToUpperInvariant(letter).ToString()));
}

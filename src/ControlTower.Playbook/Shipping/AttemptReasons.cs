using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Vocabulary.AttemptReason;

namespace ControlTower.Playbook.Shipping;

/// <summary>Why an attempt failed, from the words in which couriers tell it. Their codes for it differ by country and year; the words do not.</summary>
public static class AttemptReasons
{
    /// <summary>The first that is found wins, so what is more special stands before what is more general.</summary>
    private static readonly (AttemptReason Reason, string[] Words)[] s_words =
    [
        (CashNotReady, ["cash", "money", "amount", "cod ", "payment", "المبلغ", "الفلوس", "نقد"]),
        (NoCode, ["otp", "pin code", "verification code", "رمز"]),
        (Refused, ["refus", "reject", "declin", "cancel", "does not want", "رفض", "ألغى"]),
        (Rescheduled, ["resched", "postpon", "later date", "another day", "future delivery", "تأجيل", "موعد"]),
        (PickupAsked, ["pick up", "pickup", "will collect", "self collect", "يستلم"]),
        (Closed, ["closed", "holiday", "مغلق"]),
        (AccessDenied, ["access", "security", "gate", "restricted", "لا يمكن الوصول"]),
        (Address, ["address", "location", "moved", "wrong area", "not in the area", "العنوان"]),
        (NoAnswer, ["answer", "not available", "unavailable", "no one", "nobody", "not home", "absent", "unreachable", "mobile", "phone", "لا يرد", "غير موجود"]),
    ];

    /// <param name="words">In English or Arabic; null where the courier gave none.</param>
    public static AttemptReason Of(string? words)
    {
        var told = (words ?? "").ToLowerInvariant();
        return Array.Find(s_words, row => Array.Exists(row.Words, word => told.Contains(word, StringComparison.Ordinal))) is { Words: not null } found ? found.Reason : Other;
    }
}

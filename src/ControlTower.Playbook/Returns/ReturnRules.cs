using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Vocabulary.ReturnReason;

namespace ControlTower.Playbook.Returns;

/// <summary>What may be done with what came back, and whose fault it was.</summary>
public static class ReturnRules
{
    /// <summary>How long after delivery a customer may ask to send something back.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>A return whose goods did not come within this time expires.</summary>
    public static readonly TimeSpan ExpectedWithin = TimeSpan.FromDays(21);

    private static readonly FrozenSet<ReturnReason> s_ours =
        [WrongItem, WrongQuantity, WrongVariant, MissingItem, DamagedInPacking, WrongLabel, MissingDocument];

    /// <summary>Our fault: it counts against order accuracy.</summary>
    public static bool IsOurFault(ReturnReason reason) => s_ours.Contains(reason);

    /// <summary>A defect that shipping damage or the maker caused: the customer pays nothing for it either.</summary>
    public static bool CustomerIsFree(ReturnReason reason) => IsOurFault(reason) || reason is NotAsDescribed or Defective or DamagedInTransit;

    /// <summary>Only what is as new is sold again; what may be is looked at in quarantine; scrap takes what is damaged.</summary>
    public static bool Allows(Grade grade, Disposition disposition) => disposition switch
    {
        Disposition.Restock => grade == Grade.New,
        Disposition.Quarantine => true,
        Disposition.Scrap => grade != Grade.New,
    };

    /// <summary>Where it usually goes; a decision of its own all the same.</summary>
    public static Disposition Usual(Grade grade) => grade switch
    {
        Grade.New => Disposition.Restock,
        Grade.Used => Disposition.Quarantine,
        Grade.Damaged => Disposition.Scrap,
    };
}

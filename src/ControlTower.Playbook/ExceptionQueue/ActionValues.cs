using System.Collections.Frozen;
using static ControlTower.Playbook.ExceptionQueue.CaseAction;

namespace ControlTower.Playbook.ExceptionQueue;

/// <summary>Which values an action is told; what stands in no row takes none.</summary>
public static class ActionValues
{
    private static readonly FrozenDictionary<CaseAction, string[]> s_names = new Dictionary<CaseAction, string[]>
    {
        [FixPhone]        = ["phone"],
        [CompleteAddress] = ["line1", "line2", "city", "region", "postcode", "country"],
        [MapSku]          = ["sku"],
        [DropLine]        = ["line"],
        [SetUnits]        = ["line", "units"],
        [MapService]      = ["service"],
        [ConfirmCod]      = ["by"],
        [Recount]         = ["counted"],
        [PutBack]         = ["bin"],
        [OtherService]    = ["courier", "service"],
        [ConfirmBooked]   = ["tracking"],
        [Rebook]          = ["window"],
        [Merge]           = ["into"],
        [Substitute]      = ["line", "sku"],
        [OtherWarehouse]  = ["warehouse"],
        [Grade]           = ["grade", "disposition"],
        [PaidByHand]      = ["reference"],
        [ReleaseWave]     = ["wave"],
        [MoveTruck]       = ["at"],
        [CancelOrder]     = ["cause"],
        [NewTime]         = ["date"],
        [NewAddress]      = ["line1", "line2", "city", "region", "postcode"],
        [NewPhone]        = ["phone"],
        [LinkParcel]      = ["sscc"],
        [MapCode]         = ["status"],
        [Believe]         = ["state"],
        [Note]            = ["text"],
        [OtherChannel]    = ["channel"],
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> Of(CaseAction action) => s_names.GetValueOrDefault(action) ?? [];
}

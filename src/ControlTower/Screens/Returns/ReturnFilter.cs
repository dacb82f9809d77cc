using ControlTower.Playbook.Access;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;

namespace ControlTower.Screens.Returns;

/// <summary>The tabs of the returns, in their order; the first stands open.</summary>
public enum ReturnTab { ToGrade, OnTheWay, RefundWaits, AtTheDoor, Ended }

/// <summary>What of the returns somebody looks at.</summary>
public sealed record ReturnFilter(ReturnTab Tab, Actor Who)
{
    public bool IsSeen(ReturnRow row) => Who.Sees(row.Warehouse);

    public static bool IsIn(ReturnTab tab, ReturnRow row) => tab switch
    {
        ReturnTab.ToGrade => row.Place == ReturnPlace.ToGrade,
        ReturnTab.OnTheWay => row.Place == ReturnPlace.OnTheWay && row.Source != ReturnSource.Courier,
        ReturnTab.RefundWaits => row.Place == ReturnPlace.RefundWaits,
        ReturnTab.AtTheDoor => row.Place == ReturnPlace.OnTheWay && row.Source == ReturnSource.Courier,
        ReturnTab.Ended => row.Place == ReturnPlace.Ended,
    };
}

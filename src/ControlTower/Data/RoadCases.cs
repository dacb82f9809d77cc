using System.Globalization;
using System.Text.Json;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Data;

/// <summary>The cases of parcels on the road: opened by what is wrong with one, closed by what mends it. Each stands under the parcel's own number.</summary>
internal sealed class RoadCases(CaseBook cases)
{
    /// <summary>After the parcel has moved, or more was heard of it.</summary>
    public void Settle(SalesOrder order, Parcel parcel, ParcelRoad road, bool isContradicted, bool isBelieved)
    {
        var state = parcel.State;
        if (state == ParcelState.AttemptFailed)
        {
            Open(order, parcel, ExceptionCode.Ndr, new()
            {
                ["attempt"] = road.Attempts.ToString(CultureInfo.InvariantCulture), ["attemptReason"] = Word(road.AttemptReason ?? AttemptReason.Other),
                ["rescueUntil"] = road.RescueUntil?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            });
        }
        else
        {
            Close(parcel, state == ParcelState.Returning ? "returning" : "rescued", ExceptionCode.Ndr);
        }

        if (state == ParcelState.Returning)
        {
            Open(order, parcel, ExceptionCode.RtoStarted, new() { ["attemptReason"] = Word(road.AttemptReason ?? AttemptReason.Other) });
        }
        else
        {
            Close(parcel, Word(state), ExceptionCode.RtoStarted);
        }

        if (state != ParcelState.HandedOver)
        {
            Close(parcel, "scanned", ExceptionCode.NoFirstScan);
        }

        if (state is ParcelState.Lost or ParcelState.Damaged && !isBelieved) // what a person says, a person knows
        {
            Open(order, parcel, ExceptionCode.TransitStalled, new() { ["parcelState"] = Word(state) });
        }
        else
        {
            Close(parcel, "heardAgain", ExceptionCode.TransitStalled);
        }

        if (isContradicted)
        {
            Open(order, parcel, ExceptionCode.DeliveredAfterReturn, new() { ["parcelState"] = Word(state) });
        }
        else if (isBelieved)
        {
            Close(parcel, "cleared", ExceptionCode.DeliveredAfterReturn);
        }
    }

    /// <summary>Opens it where it is not open yet; names the parcel and its courier.</summary>
    public void Open(SalesOrder order, Parcel parcel, ExceptionCode code, Dictionary<string, string> evidence)
    {
        evidence["sscc"] = parcel.Sscc;
        evidence["courier"] = parcel.Courier ?? "";
        evidence["tracking"] = parcel.Tracking ?? "";
        cases.Open(CaseSubject.Parcel, parcel.Sscc, order, new(code, null, $"{code.Text()}:{parcel.Courier}", evidence));
    }

    public void Close(Parcel parcel, string because, params ReadOnlySpan<ExceptionCode> codes)
    {
        foreach (var code in codes)
        {
            foreach (var one in cases.Live.Where(one => one.Code == code && one.SubjectId == parcel.Sscc).ToList())
            {
                cases.Close(one, because);
            }
        }
    }

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Words;

namespace ControlTower.Screens.OrderOps;

/// <summary>States of a parcel that a person may choose from.</summary>
internal static class ParcelWords
{
    private static readonly ParcelState[] s_told =
    [
        ParcelState.Labelled, ParcelState.Accepted, ParcelState.InTransit, ParcelState.Delayed, ParcelState.OutForDelivery, ParcelState.AttemptFailed, ParcelState.AtPickupPoint,
        ParcelState.Delivered, ParcelState.Returning, ParcelState.Lost, ParcelState.Damaged,
    ];

    /// <summary>What a courier's code may mean.</summary>
    public static IEnumerable<(string Key, string Word)> Mappable(TowerWords words) => s_told.Select(state => Choice(state, words)).Append(("nothing", words["delivery.says.nothing"].Value));

    /// <summary>Where a parcel may really be.</summary>
    public static IEnumerable<(string Key, string Word)> Believable(TowerWords words) =>
        ((ParcelState[])[ParcelState.Delivered, ParcelState.Returning, ParcelState.Lost, ParcelState.Damaged]).Select(state => Choice(state, words));

    private static (string Key, string Word) Choice(ParcelState state, TowerWords words) => (System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString()), words.Of(state));
}

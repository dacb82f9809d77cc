using System.Text.Json;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Schedule;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>Reckons which of the open orders could go to the floor together. The drafts are kept for a day; nothing else changes.</summary>
/// <param name="Pickers">Null: as many as walked in the last two hours, or <see cref="ProposeWavesHandler.PickersUsual"/>.</param>
public sealed record ProposeWaves(
    Guid CommandId, Actor By, string Warehouse, DateTimeOffset? Cutoff = null, IReadOnlyList<string>? Zones = null, IReadOnlyList<string>? Categories = null,
    int? OrdersMax = null, int? Pickers = null, int? TotesPerList = null, bool IsBatched = false) : ICommand
{
    public static Duty Needs => Duty.ProposeWaves;

    public string? InWarehouse => Warehouse;
}

public sealed class ProposeWavesHandler(CommitGate gate, OrderNumbers numbers)
{
    public const int PickersUsual = 4;
    public const int TotesUsual = 8;
    public const int OrdersUsual = 200;
    private const int OrdersLimit = 5_000;
    private const int PickersLimit = 200;
    private const int TotesLimit = 60;
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_ahead = TimeSpan.FromHours(36);
    private static readonly TimeSpan s_walked = TimeSpan.FromHours(2);

    /// <returns>Or <c>inventory.warehouse-unknown</c>, <c>waves.ask-invalid</c>.</returns>
    public Task<Outcome<Committed<WavesProposed>>> HandleAsync(ProposeWaves command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ProposeWaves, WavesProposed>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);

    private async Task<Outcome<WavesProposed>> DecideAsync(Work work, ProposeWaves command, CancellationToken cancellationToken)
    {
        if (Refuse(command) is { } refusal)
        {
            return refusal;
        }

        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        if (sites.Warehouses.FirstOrDefault(site => site.Key == command.Warehouse) is not { } site)
        {
            return InventoryRefusals.WarehouseUnknown(command.Warehouse);
        }

        var open = await FloorBook.OpenAsync(work.Db, numbers, site.Key, cancellationToken);
        var ask = new WaveAsk(
            site.Key, work.Now, command.Cutoff, command.Zones ?? [], command.Categories ?? [], command.OrdersMax ?? OrdersUsual,
            command.Pickers ?? await PickersAsync(work, site.Key, cancellationToken), command.TotesPerList ?? TotesUsual, command.IsBatched);
        var trucks = Dispatches.Ahead(sites.CalendarFor(site.Key, site.Country), work.Now, s_ahead).Select(truck => new WaveTruck(truck.Courier, truck.CutOff, truck.Due)).ToList();
        var drafts = WavePlanner.Propose(ask, open.Orders, open.Floor, trucks)
            .Select(draft => new WaveDraftRow(Guid.CreateVersion7(work.Now), site.Key, work.Now, JsonSerializer.Serialize(draft, JournalJson.Options))).ToList();
        work.Db.WaveDrafts.AddRange(drafts);
        var old = work.Now - s_kept;
        await work.Db.WaveDrafts.Where(draft => draft.At < old).ExecuteDeleteAsync(cancellationToken);
        return new WavesProposed(site.Key, [.. drafts.Select(draft => draft.Id)], open.Orders.Count);
    }

    private static async Task<int> PickersAsync(Work work, string warehouse, CancellationToken cancellationToken)
    {
        var since = work.Now - s_walked;
        var seen = await work.Db.PickLists.Where(list => list.Warehouse == warehouse && list.State == PickListState.Claimed && list.ClaimedAt > since).CountAsync(cancellationToken);
        return Math.Max(seen, PickersUsual);
    }

    private static Refusal? Refuse(ProposeWaves asked) =>
        asked.OrdersMax is <= 0 or > OrdersLimit ? WaveRefusals.Invalid("ordersMax", $"A wave has 1 to {OrdersLimit} orders.")
        : asked.Pickers is <= 0 or > PickersLimit ? WaveRefusals.Invalid("pickers", $"There are 1 to {PickersLimit} pickers.")
        : asked.TotesPerList is <= 0 or > TotesLimit ? WaveRefusals.Invalid("totesPerList", $"A cart carries 1 to {TotesLimit} totes.")
        : null;
}

using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <param name="X">Metres from the warehouse's corner.</param>
public sealed record BinPlace(string Bin, string Zone, string Aisle, string Bay, string Level, decimal X, decimal Y);

/// <summary>The places of a warehouse: new ones are added, known ones are described anew, none is taken away.</summary>
public sealed record SaveBins(Guid CommandId, Actor By, string Warehouse, IReadOnlyList<BinPlace> Bins) : ICommand
{
    public static Duty Needs => Duty.KeepCatalogue;

    public string? InWarehouse => Warehouse;
}

public sealed class SaveBinsHandler(CommitGate gate)
{
    public const int BinsMax = 5_000;
    private const int PartCharsMax = 20;
    private const decimal MetresMax = 100_000;

    public Task<Outcome<Committed<BinsSaved>>> HandleAsync(SaveBins command, CancellationToken cancellationToken) =>
        gate.CommitAsync<SaveBins, BinsSaved>(command, async work =>
        {
            if (Refuse(command) is { } refusal)
            {
                return refusal;
            }

            if (await ShelfDesk.SiteAsync(work, command.Warehouse, cancellationToken) is not { } site)
            {
                return InventoryRefusals.WarehouseUnknown(command.Warehouse);
            }

            var bins = command.Bins;
            var (names, zones, aisles) = (bins.Select(bin => bin.Bin).ToArray(), bins.Select(bin => bin.Zone).ToArray(), bins.Select(bin => bin.Aisle).ToArray());
            var (bays, levels) = (bins.Select(bin => bin.Bay).ToArray(), bins.Select(bin => bin.Level).ToArray());
            var (xs, ys) = (bins.Select(bin => bin.X).ToArray(), bins.Select(bin => bin.Y).ToArray());
            var known = await work.Db.Bins.CountAsync(bin => bin.Warehouse == site.Key && names.Contains(bin.Name), cancellationToken);
            await work.Db.Database.ExecuteSqlAsync($"""
                insert into bin (warehouse, bin, zone, aisle, bay, level, x, y)
                select {site.Key}, b.* from unnest({names}, {zones}, {aisles}, {bays}, {levels}, {xs}, {ys}) as b(bin, zone, aisle, bay, level, x, y) order by b.bin collate "C"
                on conflict (warehouse, bin) do update set zone = excluded.zone, aisle = excluded.aisle, bay = excluded.bay, level = excluded.level,
                    x = excluded.x, y = excluded.y
                """, cancellationToken);
            return new BinsSaved(site.Key, bins.Count, bins.Count - known);
        }, cancellationToken);

    private static Refusal? Refuse(SaveBins command)
    {
        if (command.Bins.Count is 0 or > BinsMax)
        {
            return InventoryRefusals.Invalid("bins", $"Send 1 to {BinsMax} bins at once.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < command.Bins.Count; at++)
        {
            var bin = command.Bins[at];
            if (ShelfDesk.RefuseBin(bin.Bin, $"bins[{at}].bin") is { } refusal)
            {
                return refusal;
            }

            if (!seen.Add(bin.Bin))
            {
                return InventoryRefusals.Invalid($"bins[{at}].bin", $"{bin.Bin} is named twice.");
            }

            if (new[] { bin.Zone, bin.Aisle, bin.Bay, bin.Level }.Any(part => part.Length > PartCharsMax || part.Any(char.IsControl)))
            {
                return InventoryRefusals.Invalid($"bins[{at}]", $"Zone, aisle, bay and level have {PartCharsMax} characters at most.");
            }

            if (Math.Abs(bin.X) > MetresMax || Math.Abs(bin.Y) > MetresMax)
            {
                return InventoryRefusals.Invalid($"bins[{at}].x", "Coordinates are metres within the warehouse.");
            }
        }

        return null;
    }
}

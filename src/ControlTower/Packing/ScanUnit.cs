using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Packing;

/// <summary>One scan at the bench: a unit goes into the parcel, or the packer is told why not.</summary>
/// <param name="Parcel">Its SSCC.</param>
/// <param name="Scan">The code as the scanner sent it.</param>
/// <param name="ScanId">Made by the scanner's side for each scan, kept through every retry: it counts once.</param>
public sealed record ScanUnit(Guid CommandId, Actor By, string Parcel, string Scan, Guid ScanId) : ICommand
{
    public static Duty Needs => Duty.Pack;
}

/// <remarks>A wrong scan is an ordinary outcome of the bench: decided, journalled, counted. The order is locked but not loaded; see <see cref="BenchRows"/>.</remarks>
public sealed class ScanUnitHandler(CommitGate gate, OrderNumbers numbers)
{
    /// <summary>Of a scan that was counted before; the screens show it as such, and nothing is written.</summary>
    public const string Repeated = "packing.duplicate";

    private const int CharsMax = 100;

    /// <returns>Or <c>packing.unknown</c>, <c>packing.scan-missing</c>, <c>packing.duplicate</c>, <c>access.scope</c>.</returns>
    public Task<Outcome<Committed<PackScanned>>> HandleAsync(ScanUnit command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ScanUnit, PackScanned>(command, async work =>
        {
            if (string.IsNullOrWhiteSpace(command.Scan))
            {
                return PackingRefusals.ScanMissing();
            }

            if (await BenchRows.LockAsync(work, numbers, command.Parcel, Short(command.Scan), command.ScanId, cancellationToken) is not { } bench)
            {
                return PackingRefusals.Unknown(command.Parcel);
            }

            if (!command.By.Sees(bench.Warehouse))
            {
                return AccessRefusals.OutOfScope(bench.Warehouse);
            }

            if (bench.IsRepeat)
            {
                return new Refusal(Repeated, "This scan was counted already.");
            }

            var verdict = PackScan.Judge(bench.Standing, bench.Needs, bench.Code!);
            var left = bench.Needs.Left() - verdict.Units;
            await WriteAsync(work, command, bench, verdict, left, cancellationToken);
            return new PackScanned(
                bench.OrderId, bench.Standing.Number, bench.Id, bench.Sscc, bench.Code!.Raw, verdict.Sku, bench.Code.Name, verdict.Units, verdict.Refused?.Code,
                verdict.Refused?.Message, verdict.Expected, left);
        }, cancellationToken);

    private static async Task WriteAsync(Work work, ScanUnit command, BenchParcel bench, PackScanVerdict verdict, int left, CancellationToken cancellationToken)
    {
        await using var batch = BenchRows.Batch(work);
        BenchRows.Add(batch, """
            insert into pack_scan (scan_id, parcel_id, scanned, sku, units, refused, undone, at, by) values ($1, $2, $3, $4, $5, $6, false, $7, $8)
            on conflict do nothing
            """, command.ScanId, bench.Id, bench.Code!.Raw, verdict.Sku, verdict.Units, verdict.Refused?.Code, work.Now, work.By.Id);
        PackWriting.Add(batch, work, bench, verdict.Puts);
        if (verdict.Refused is null && left == 0)
        {
            PackWriting.AddTick(batch, work, bench.Id, PackingChecklist.Units);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Short(string scan) => scan.Trim() is var text && text.Length <= CharsMax ? text : text[..CharsMax];
}

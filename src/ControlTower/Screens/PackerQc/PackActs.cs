using ControlTower.Data;
using ControlTower.Packing;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using Microsoft.AspNetCore.Components.Forms;

namespace ControlTower.Screens.PackerQc;

/// <summary>The bench's wishes, each as the command that the door for machines sends as well. Null: it was done.</summary>
public sealed class PackActs(
    OpenPackingHandler open, ScanUnitHandler scan, UndoPackScanHandler undo, ChooseCartonHandler carton, WeighParcelHandler weigh, ParcelCamera camera,
    TickPapersHandler papers, SealParcelHandler seal, NextParcelHandler next, ReopenParcelHandler reopen)
{
    public Task<Outcome<Committed<PackingOpened>>> OpenAsync(Guid command, Actor by, string scanned) => open.HandleAsync(new(command, by, scanned), default);

    public Task<Outcome<Committed<PackScanned>>> ScanAsync(Guid id, Actor by, string parcel, string scanned) => scan.HandleAsync(new(id, by, parcel, scanned, id), default);

    public async Task<Refusal?> UndoAsync(Actor by, string parcel) => RefusedOf(await undo.HandleAsync(new(Guid.NewGuid(), by, parcel), default));

    public async Task<Refusal?> CartonAsync(Actor by, string parcel, string key) => RefusedOf(await carton.HandleAsync(new(Guid.NewGuid(), by, parcel, key), default));

    public async Task<Refusal?> WeighAsync(Actor by, string parcel, int grams) => RefusedOf(await weigh.HandleAsync(new(Guid.NewGuid(), by, parcel, grams), default));

    public async Task<Refusal?> PapersAsync(Actor by, string parcel) =>
        RefusedOf(await papers.HandleAsync(new(Guid.NewGuid(), by, parcel, PackingChecklist.Papers), default));

    public async Task<Refusal?> SealAsync(Actor by, string parcel, string? why) => RefusedOf(await seal.HandleAsync(new(Guid.NewGuid(), by, parcel, why), default));

    public async Task<Refusal?> ReopenAsync(Actor by, string parcel) => RefusedOf(await reopen.HandleAsync(new(Guid.NewGuid(), by, parcel), default));

    /// <returns>The new parcel's number.</returns>
    public async Task<Outcome<string>> NextAsync(Actor by, string parcel) =>
        (await next.HandleAsync(new(Guid.NewGuid(), by, parcel), default)).Decided(out var opened, out var refused) ? opened.Event.Parcel : refused;

    public async Task<Refusal?> PhotoAsync(Actor by, string parcel, IBrowserFile file)
    {
        if (file.Size > PhotoStore.BytesMax)
        {
            return PackingRefusals.PhotoTooLarge(PhotoStore.PixelsMax);
        }

        using var bytes = new MemoryStream((int)file.Size);
        await using var sent = file.OpenReadStream(PhotoStore.BytesMax);
        await sent.CopyToAsync(bytes);
        return RefusedOf(await camera.TakeAsync(Guid.NewGuid(), by, parcel, bytes.ToArray(), default));
    }

    private static Refusal? RefusedOf<TEvent>(Outcome<Committed<TEvent>> outcome)
        where TEvent : class, IJournaled => outcome.Decided(out _, out var refused) ? null : refused;
}

using System.Globalization;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Packing;

/// <summary>The scale's reading of a parcel, carton included.</summary>
/// <param name="Parcel">Its SSCC.</param>
/// <param name="Grams">1 to 100,000.</param>
public sealed record WeighParcel(Guid CommandId, Actor By, string Parcel, int Grams) : ICommand
{
    public static Duty Needs => Duty.Pack;
}

/// <remarks>A weight that is off opens a case at once, so that a lead sees it while the parcel still stands on the bench; a good reading closes it.</remarks>
public sealed class WeighParcelHandler(CommitGate gate, ParcelDesk desk)
{
    /// <returns>Or <c>packing.grams-invalid</c>, <c>packing.empty</c>, and what <see cref="ParcelActs.OpenAsync"/> refuses.</returns>
    public Task<Outcome<Committed<ParcelWeighed>>> HandleAsync(WeighParcel command, CancellationToken cancellationToken) =>
        gate.CommitAsync<WeighParcel, ParcelWeighed>(command, async work =>
        {
            if (command.Grams is < 1 or > WeightCheck.GramsMax)
            {
                return PackingRefusals.GramsInvalid();
            }

            if (!(await ParcelActs.OpenAsync(work, desk, command.Parcel, mustBeOpen: true, cancellationToken)).Decided(out var locked, out var refused))
            {
                return refused;
            }

            var (order, parcel, _) = locked;
            if (parcel.Lines.Count == 0)
            {
                return PackingRefusals.EmptyToWeigh();
            }

            var (check, before) = (await CheckOfAsync(work, parcel, cancellationToken), parcel.WeightGrams);
            var contents = await ParcelActs.ContentsAsync(work, parcel, isToLearn: false, cancellationToken);
            check.Read(command.Grams, WeightCheck.Expect(contents, await ParcelActs.TareAsync(work, parcel, cancellationToken)), work.By.Id, work.Now);
            parcel.Weigh(command.Grams);
            await TellCaseAsync(work, order, parcel, check, cancellationToken);
            if (check.IsGood)
            {
                await Checklists.TickAsync(work, PackingChecklist.Slug, JournalKeys.Parcel(parcel.Id), PackingChecklist.Weight, cancellationToken);
            }
            else
            {
                await Checklists.UntickAsync(work, PackingChecklist.Slug, JournalKeys.Parcel(parcel.Id), [PackingChecklist.Weight], cancellationToken);
            }

            order.Settle(work.Now);
            return new ParcelWeighed(
                order.Id, desk.NumberOf(order), parcel.Id, parcel.Sscc, command.Grams, check.Verdict, check.ExpectedGrams, check.ToleranceGrams, before);
        }, cancellationToken);

    private static async Task<PackCheck> CheckOfAsync(Work work, Parcel parcel, CancellationToken cancellationToken)
    {
        if (await work.Db.PackChecks.FindAsync([parcel.Id], cancellationToken) is { } known)
        {
            return known;
        }

        var check = new PackCheck { ParcelId = parcel.Id };
        work.Db.PackChecks.Add(check);
        return check;
    }

    private static async Task TellCaseAsync(Work work, SalesOrder order, Parcel parcel, PackCheck check, CancellationToken cancellationToken)
    {
        var cases = await CaseBook.OfOrdersAsync(work, await Sites.LoadAsync(work.Db, cancellationToken), [order.Id], cancellationToken);
        if (check.IsGood)
        {
            if (ParcelDesk.WeightCase(cases, parcel) is { } open)
            {
                cases.Close(open, "mended");
            }

            return;
        }

        cases.Open(Playbook.ExceptionQueue.CaseSubject.Parcel, parcel.Sscc, order, new(ExceptionCode.PackWeight, null, null, new Dictionary<string, string>
        {
            ["parcel"] = parcel.Sscc, ["measured"] = Grams(check.MeasuredGrams), ["expected"] = Grams(check.ExpectedGrams ?? 0), ["tolerance"] = Grams(check.ToleranceGrams ?? 0),
        }));
    }

    private static string Grams(int grams) => grams.ToString(CultureInfo.InvariantCulture);
}

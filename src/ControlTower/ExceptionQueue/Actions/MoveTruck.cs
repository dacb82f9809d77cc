using System.Globalization;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>The truck waits for its orders. What was promised to their customers stays; the forecast reckons with the later time.</summary>
internal sealed class MoveTruck : SubjectAction
{
    private static readonly TimeSpan s_waitsMax = TimeSpan.FromHours(4);

    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.MoveTruck];

    public override Duty? AlsoNeeds => Duty.ReleaseWaves;

    public override async Task<Refusal?> PerformAsync(ActionContext context, ExceptionCase one)
    {
        var parts = one.SubjectId.Split('/');
        if (parts is not [var warehouse, var courier, var told]
            || !DateTimeOffset.TryParseExact(told, "yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var shipBy))
        {
            return TruckRefusals.Gone();
        }

        var site = context.Sites.Warehouses.FirstOrDefault(site => site.Key == warehouse);
        var calendar = context.Sites.CalendarFor(warehouse, site?.Country ?? "");
        var at = context.Text("at") ?? "";
        var leaves = TimeOnly.TryParseExact(at, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? calendar.ToUtc(calendar.LocalDate(shipBy), time)
            : DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.ToUniversalTime()
            : DateTimeOffset.MinValue;
        leaves = leaves < shipBy.AddHours(-12) && leaves > DateTimeOffset.MinValue ? leaves.AddDays(1) : leaves; // ten past midnight, of a truck of this evening
        if (leaves <= context.Work.Now || leaves > shipBy + s_waitsMax)
        {
            return TruckRefusals.TimeInvalid();
        }

        var move = await context.Db.TruckMoves.FirstOrDefaultAsync(
            known => known.Warehouse == warehouse && known.Courier == courier && known.ShipBy == shipBy, context.Cancellation);
        var before = move?.Leaves ?? shipBy;
        if (move is null)
        {
            move = new(warehouse, courier, shipBy);
            context.Db.TruckMoves.Add(move);
        }

        (move.Leaves, move.At, move.ByName) = (leaves, context.Work.Now, context.Work.By.Name);
        context.Work.Also(new TruckMoved(warehouse, courier, shipBy, leaves, before));
        return null;
    }
}

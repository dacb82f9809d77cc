using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue;

/// <summary>Names the action for a case and has it performed.</summary>
/// <param name="Values">By <see cref="ActionValues"/>; numbers in digits.</param>
/// <param name="AllOfCause">Also for every other open case with the same cause; each is done or refused by itself.</param>
public sealed record ResolveCase(
    Guid CommandId, Guid Case, CaseAction Action, IReadOnlyDictionary<string, string> Values, string? Why, bool AllOfCause, Actor By) : ICommand
{
    public static Duty Needs => Duty.ResolveCases;
}

/// <remarks>
/// Orders are locked first, then shelves, then cases. What was done to an order is judged by the conveyor, to which it goes back; the case
/// closes when its rule no longer finds anything.
/// </remarks>
public sealed class ResolveCaseHandler(
    CommitGate gate, OrderDesk desk, PromiseBook promises, IEnumerable<OrderAction> forOrders, IEnumerable<SubjectAction> forOthers)
{
    /// <summary>So many cases in one transaction; what is left over is freed by doing it again.</summary>
    public const int CasesMax = 500;

    private readonly ILookup<CaseAction, OrderAction> _forOrders = forOrders.SelectMany(one => one.Performs, (one, action) => (one, action)).ToLookup(of => of.action, of => of.one);
    private readonly ILookup<CaseAction, SubjectAction> _forOthers = forOthers.SelectMany(one => one.Performs, (one, action) => (one, action)).ToLookup(of => of.action, of => of.one);

    /// <summary>What can be performed here; actions of steps that are not part of this tower cannot.</summary>
    public bool Performs(CaseAction action, ExceptionCode code, bool isAboutOrder) => isAboutOrder ? OrderActionOf(action, code) is not null : SubjectActionOf(action, code) is not null;

    public Task<Outcome<Committed<CaseActed>>> HandleAsync(ResolveCase command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ResolveCase, CaseActed>(command, async work =>
        {
            var asked = await work.Db.Cases.AsNoTracking().SingleOrDefaultAsync(one => one.Id == command.Case, cancellationToken);
            if ((LockedCase.Refuse(asked, command.Case) ?? Refuse(command, asked!)) is { } refusal)
            {
                return refusal;
            }

            var context = new ActionContext(work, command, desk, promises, cancellationToken);
            return asked!.OrderId is null
                ? await ForSubjectsAsync(context, command, asked, SubjectActionOf(command.Action, asked.Code)!)
                : await ForOrdersAsync(context, command, asked, OrderActionOf(command.Action, asked.Code)!);
        }, cancellationToken);

    private Refusal? Refuse(ResolveCase command, ExceptionCase asked)
    {
        var (action, isAboutOrder) = (command.Action, asked.OrderId is not null);
        if (!ExceptionCatalogue.ActionsFor(asked.Code, isAboutOrder).Contains(action))
        {
            return CaseRefusals.ActionUnfit(action, asked.Code);
        }

        if (!Performs(action, asked.Code, isAboutOrder))
        {
            return CaseRefusals.ActionLater(action);
        }

        return RefuseActor(command.By, action, asked.Code, asked.OwnerRole, isAboutOrder)
            ?? (action.DemandsWhy() && string.IsNullOrWhiteSpace(command.Why) ? AccessRefusals.WhyMissing()
            : command.Values.Keys.FirstOrDefault(name => !ActionValues.Of(action).Contains(name)) is { } strange ? CaseRefusals.ValueUnknown(strange, action)
            : null);
    }

    /// <summary>Whether this person may do it; screens ask before they offer it.</summary>
    public Refusal? RefuseActor(Actor by, CaseAction action, ExceptionCode code, Role ownerRole, bool isAboutOrder)
    {
        var alsoNeeds = isAboutOrder ? OrderActionOf(action, code)?.AlsoNeeds : SubjectActionOf(action, code)?.AlsoNeeds;
        var mayTouch = action.LeavesOpen() ? by.May(Duty.WorkCases) : by.MayResolve(ownerRole);
        return !mayTouch ? CaseRefusals.NotOwner(ownerRole.ToString())
            : alsoNeeds is { } duty && !by.May(duty) ? AccessRefusals.NoDuty(by, duty)
            : null;
    }

    /// <summary>"Try again" is another thing for a label than for a refund: the family that names the code goes before the one that takes any.</summary>
    private OrderAction? OrderActionOf(CaseAction action, ExceptionCode code) =>
        _forOrders[action].FirstOrDefault(one => one.OnlyFor?.Contains(code) == true) ?? _forOrders[action].FirstOrDefault(one => one.OnlyFor is null);

    private SubjectAction? SubjectActionOf(CaseAction action, ExceptionCode code) =>
        _forOthers[action].FirstOrDefault(one => one.OnlyFor?.Contains(code) == true) ?? _forOthers[action].FirstOrDefault(one => one.OnlyFor is null);

    private static async Task<Outcome<CaseActed>> ForOrdersAsync(ActionContext context, ResolveCase command, ExceptionCase asked, OrderAction action)
    {
        if (await action.PrepareAsync(context) is { } wrong)
        {
            return wrong;
        }

        var wanted = await WantedAsync(context, command, asked, action.SpreadsInStore(asked));
        var orders = (await Locks.OrdersAsync(context.Db, [.. wanted.Select(one => one.OrderId!.Value).Append(context.OtherId ?? Guid.Empty).Distinct()], context.Cancellation))
            .ToDictionary(order => order.Id);
        context.Other = context.OtherId is { } other ? orders.GetValueOrDefault(other) : null;
        var judged = new List<(ExceptionCase Case, SalesOrder Order, Refusal? Refused)>();
        foreach (var one in wanted)
        {
            var order = orders[one.OrderId!.Value];
            judged.Add((one, order, RefuseOrder(context, action, order) ?? await action.JudgeAsync(context, order, one)));
        }

        if (judged.TrueForAll(of => of.Refused is not null))
        {
            return judged.Find(of => of.Case.Id == asked.Id).Refused ?? judged[0].Refused!;
        }

        var able = judged.Where(of => of.Refused is null).Select(of => of.Order).Distinct().ToList();
        if (action.GivesBack is { } because)
        {
            await context.Promises.GiveBackAsync(context.Work, able, because, context.Cancellation);
        }

        context.Sites = await Sites.LoadAsync(context.Db, context.Cancellation);
        context.Cases = await CaseBook.OfOrdersAsync(context.Work, context.Sites, [.. orders.Keys], context.Cancellation);
        var live = context.Cases.Live.ToDictionary(one => one.Id);
        var results = new List<ActedOn>();
        foreach (var (seen, order, refused) in judged)
        {
            var isOver = !live.ContainsKey(seen.Id); // solved between our look and our lock
            if (refused is null && !isOver)
            {
                await PerformAsync(context, action, order, live[seen.Id], isAsked: seen.Id == asked.Id);
            }

            results.Add(new(seen.SubjectKind, context.Desk.NumberOf(order), seen.Id, refused ?? (isOver ? CaseRefusals.Resolved() : null)));
        }

        foreach (var order in able)
        {
            SendBack(context, action, order);
        }

        return new CaseActed(asked.Id, asked.Code.Text(), asked.OrderId, command.Action, results, command.Action.LeavesOpen());
    }

    private static async Task PerformAsync(ActionContext context, OrderAction action, SalesOrder order, ExceptionCase one, bool isAsked)
    {
        one.Touch(context.Work.Now);
        if (one.State == CaseState.Snoozed && !context.Action.LeavesOpen())
        {
            one.Wake();
        }

        if (!isAsked)
        {
            // The asked one is told by the act itself.
            context.Work.Also(new CaseWorkedOn(one.Id, one.Code.Text(), one.OrderId, System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(context.Action.ToString())));
        }

        await action.PerformAsync(context, order, one);
    }

    private static void SendBack(ActionContext context, OrderAction action, SalesOrder order)
    {
        if (!action.GoesBack)
        {
            return;
        }

        if (order.CancelledAt is null && !order.IsOver)
        {
            order.GoTo(ConveyorStep.Screen);
        }

        context.Desk.Finish(context.Work, order, context.Sites, "fixed");
    }

    private static Refusal? RefuseOrder(ActionContext context, OrderAction action, SalesOrder order)
    {
        var sites = order.Groups.Where(group => group.IsLive).Select(group => group.Warehouse).ToList();
        return sites.Count > 0 && !sites.Exists(context.Work.By.Sees) ? AccessRefusals.OutOfScope(sites[0])
            : action.ChangesOrder && order.IsReleased ? CaseRefusals.OnTheFloor()
            : action.ChangesOrder && order.IsOver ? CaseRefusals.OrderOver()
            : null;
    }

    private static async Task<Outcome<CaseActed>> ForSubjectsAsync(ActionContext context, ResolveCase command, ExceptionCase asked, SubjectAction action)
    {
        var ids = (await WantedAsync(context, command, asked, spreads: false)).Select(one => one.Id).ToArray();
        context.Sites = await Sites.LoadAsync(context.Db, context.Cancellation);
        context.Cases = await CaseBook.OfSubjectAsync(context.Work, context.Sites, asked.SubjectKind, asked.SubjectId, context.Cancellation);
        var cases = await context.Db.Cases.FromSql($"select * from exception_case where id = any({ids}) and state <> 'resolved' order by id for update").ToListAsync(context.Cancellation);
        var results = new List<ActedOn>();
        foreach (var one in cases)
        {
            one.Touch(context.Work.Now);
            results.Add(new(one.SubjectKind, one.SubjectId, one.Id, await action.PerformAsync(context, one)));
        }

        return results.Count == 0 ? CaseRefusals.Resolved()
            : results.TrueForAll(result => result.Refused is not null) ? results[0].Refused!
            : new CaseActed(asked.Id, asked.Code.Text(), asked.OrderId, command.Action, results, command.Action.LeavesOpen());
    }

    /// <summary>The case itself first, then the others that the action is for.</summary>
    private static async Task<List<ExceptionCase>> WantedAsync(ActionContext context, ResolveCase command, ExceptionCase asked, bool spreads)
    {
        if (!command.AllOfCause && !spreads)
        {
            return [asked];
        }

        var others = context.Db.Cases.AsNoTracking()
            .Where(one => one.CauseKey == asked.CauseKey && one.Code == asked.Code && one.State != CaseState.Resolved && one.Id != asked.Id && (one.OrderId == null) == (asked.OrderId == null));
        if (!command.AllOfCause)
        {
            var store = context.Db.Orders.Where(order => order.Id == asked.OrderId).Select(order => order.Store);
            others = others.Where(one => context.Db.Orders.Any(order => order.Id == one.OrderId && store.Contains(order.Store)));
        }

        return [asked, .. await others.OrderBy(one => one.DueAt).ThenBy(one => one.Id).Take(CasesMax - 1).ToListAsync(context.Cancellation)];
    }
}

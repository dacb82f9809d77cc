using ControlTower.ExceptionQueue.Actions;
using ControlTower.Live;

namespace ControlTower.ExceptionQueue;

/// <summary>What is wrong, whose it is, and the act that mends it.</summary>
public static class ExceptionQueueStep
{
    public static IServiceCollection AddExceptionQueue(this IServiceCollection services)
    {
        services.AddSingleton<CaseStaff>().AddSingleton<CaseReader>().AddSingleton<SkuCandidates>().AddSingleton<CaseTally>().AddSingleton<ClaimCaseHandler>().AddSingleton<AssignCaseHandler>().AddSingleton<SnoozeCaseHandler>();
        services.AddSingleton<EscalateCaseHandler>().AddSingleton<ResolveCaseHandler>().AddSingleton<WakeCases>().AddSingleton<EscalateUntouchedCases>();
        services.AddSingleton<CaseActs>().AddActions();
        return services.AddBoard<ExceptionsBoard, CaseRow>();
    }

    /// <summary>A family of fixes each; an action that nobody here performs is refused as one of a later step.</summary>
    private static void AddActions(this IServiceCollection services)
    {
        services.AddSingleton<OrderAction, FixPhone>().AddSingleton<OrderAction, CompleteAddress>().AddSingleton<OrderAction, AcceptFinding>();
        services.AddSingleton<OrderAction, MapSku>().AddSingleton<OrderAction, MapService>().AddSingleton<OrderAction, DropLine>().AddSingleton<OrderAction, SetUnits>();
        services.AddSingleton<OrderAction, ConfirmCod>().AddSingleton<OrderAction, StockDecision>().AddSingleton<OrderAction, Substitute>();
        services.AddSingleton<OrderAction, Merge>().AddSingleton<OrderAction, CancelOrder>().AddSingleton<OrderAction, CaseTalk>();
        services.AddSingleton<OrderAction, OtherWarehouse>().AddSingleton<OrderAction, CloseOrderCase>().AddSingleton<OrderAction, ShopChange>();
        services.AddSingleton<OrderAction, BookingAction>().AddSingleton<OrderAction, HandoverAction>().AddSingleton<SubjectAction, RebookPickup>();
        services.AddSingleton<OrderAction, FailedMessage>();
        services.AddSingleton<OrderAction, RecountBin>().AddSingleton<OrderAction, ShortPickDecision>().AddSingleton<SubjectAction, PutBackWhole>();
        services.AddSingleton<OrderAction, DecideRefund>().AddSingleton<OrderAction, MendRefund>().AddSingleton<OrderAction, GradeFromCase>().AddSingleton<OrderAction, MendWriteback>();
        services.AddSingleton<OrderAction, RescueDelivery>().AddSingleton<OrderAction, ClearParcel>().AddSingleton<OrderAction, DecideCash>().AddSingleton<SubjectAction, ExplainTracking>();
        services.AddSingleton<OrderAction, PackWeight>();
        services.AddSingleton<SubjectAction, RawMessageAction>().AddSingleton<SubjectAction, SweepNow>().AddSingleton<SubjectAction, ExplainCase>();
        services.AddSingleton<SubjectAction, ReleaseForTruck>().AddSingleton<SubjectAction, MoveTruck>();
    }
}

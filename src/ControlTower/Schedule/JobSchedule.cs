using ControlTower.Data;
using Quartz;

namespace ControlTower.Schedule;

/// <summary>Every job and every trigger of the tower, on one page. They run once in the cluster, whichever node has the time.</summary>
public static class JobSchedule
{
    private static readonly TimeSpan s_checkIn = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddTowerSchedule(this IServiceCollection services, TowerConnections connections)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options => options.InstanceName = "tower");
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(connections.App);
                store.UseClustering(cluster => cluster.CheckinInterval = s_checkIn);
                store.ConfigureStore(options =>
                {
                    options.StoreJobDataAsStrings = true;
                    options.TablePrefix = "quartz.qrtz_";
                });
            });

            Every<ReconcileShopsJob>(quartz, "intake", "reconcile-shops", TimeSpan.FromSeconds(10)); // each shop has its own interval within it
            Every<SyncCatalogueJob>(quartz, "intake", "sync-catalogue", TimeSpan.FromMinutes(1)); // a shop at first sight, then hourly
            Every<WatchChannelsJob>(quartz, "intake", "watch-channels", TimeSpan.FromMinutes(1));
            Every<WakeCasesJob>(quartz, "exceptions", "wake-cases", TimeSpan.FromSeconds(10));
            Every<EscalateUntouchedCasesJob>(quartz, "exceptions", "escalate-untouched-cases", TimeSpan.FromMinutes(5));
            Every<ExpirePromisesJob>(quartz, "inventory", "expire-promises", TimeSpan.FromSeconds(30));
            Every<SendVoidsJob>(quartz, "shipping", "send-voids", TimeSpan.FromSeconds(5));
            Every<SendPickupsJob>(quartz, "shipping", "send-pickups", TimeSpan.FromSeconds(5));
            Every<WatchHandoversJob>(quartz, "shipping", "watch-handovers", TimeSpan.FromSeconds(30));
            Every<MakeCounterCodesJob>(quartz, "shipping", "make-counter-codes", TimeSpan.FromSeconds(5));
            Every<FetchMissingLabelsJob>(quartz, "shipping", "fetch-missing-labels", TimeSpan.FromSeconds(20));
            Every<WatchCutoffsJob>(quartz, "picking", "watch-cutoffs", TimeSpan.FromSeconds(30));
            Every<RecomputeShipByJob>(quartz, "inventory", "recompute-ship-by", TimeSpan.FromSeconds(30));
            Every<ExpireLeasesJob>(quartz, "picking", "expire-leases", TimeSpan.FromSeconds(20));
            Every<ExpectReturnsJob>(quartz, "returns", "expect-returns", TimeSpan.FromSeconds(10));
            Every<EndReturnsJob>(quartz, "returns", "end-returns", TimeSpan.FromMinutes(5));
            Every<TellShopsStockJob>(quartz, "intake", "tell-shops-stock", TimeSpan.FromSeconds(30));
            Every<WatchRoadJob>(quartz, "road", "watch-road", TimeSpan.FromSeconds(15));
            Every<LookAtCouriersJob>(quartz, "road", "look-at-couriers", TimeSpan.FromSeconds(15)); // each parcel is due at its own time
            Every<SendRoadWishesJob>(quartz, "road", "send-road-wishes", TimeSpan.FromSeconds(5));
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static void Every<TJob>(IQuartzBuilder quartz, string group, string name, TimeSpan interval)
        where TJob : IJob
    {
        var key = new JobKey(name, group);
        quartz.AddJob<TJob>(job => job.WithIdentity(key).StoreDurably());
        quartz.AddTrigger(trigger => trigger.ForJob(key).WithIdentity(name, group).StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()));
    }
}

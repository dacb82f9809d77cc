using System.Text.Json;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>What a store calls one of our ways of shipping; frees every order of the store that asked for it by the same word.</summary>
internal sealed class MapService : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.MapService];

    public override bool SpreadsInStore(ExceptionCase one) => true;

    public override Task<Refusal?> PrepareAsync(ActionContext context) => Task.FromResult(
        context.Text("service") is not { } service ? CaseRefusals.ValueMissing("service", "Choose the service that is meant.")
        : Find(service) is null ? CaseRefusals.ServiceUnknown(service)
        : null);

    public override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var (method, asked) = (Find(context.Text("service")!)!.Value, order.ShippingAsked ?? "");
        if (context.IsFirst($"{order.Store}/{asked}"))
        {
            var spelled = JsonNamingPolicy.CamelCase.ConvertName(method.ToString());
            await context.Db.Database.ExecuteSqlAsync($"""
                insert into service_alias (store, asked, method) values ({order.Store}, {asked}, {spelled})
                on conflict (store, asked) do update set method = excluded.method
                """, context.Cancellation);
            context.Work.Also(new ServiceMapped(order.Store, asked, method));
        }
    }

    private static ShippingMethod? Find(string service) =>
        Enum.GetValues<ShippingMethod>().Where(method => method.ToString().Equals(service, StringComparison.OrdinalIgnoreCase)).Select(method => (ShippingMethod?)method).FirstOrDefault();
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Access;

/// <summary>
/// Every role × every door × the thing's own warehouse or another one: made from the doors that the running tower has. Who may not come in is
/// asked as often as who may.
/// </summary>
public sealed partial class DoorScopeTests(OrderTower tower) : IClassFixture<OrderTower>
{
    private const string Api = "/api/v1";
    private const string Here = "cairo";
    private const string There = "alex";
    private static readonly Role[] s_roles = Enum.GetValues<Role>();

    /// <summary>Screens that everybody who signed in may see, whatever they may do.</summary>
    private static readonly string[] s_forAll = ["/no-right"];

    [Fact]
    public async Task Every_door_is_open_to_the_roles_and_warehouses_that_it_is_for_and_shut_to_all_others()
    {
        var thing = await ThingAsync();
        var table = DoorTable.Of(thing);
        var doors = TowerDoors.Of(tower.Host).Where(door => door.Path.StartsWith(Api, StringComparison.Ordinal) && !door.Path.Contains("**", StringComparison.Ordinal))
            .OrderBy(door => !door.Path.Contains("/exceptions", StringComparison.Ordinal)).ToList(); // what changes the order solves its case

        Assert.Equal(table.Keys.Order(), doors.Select(KeyOf).Order());

        var (open, shut, wrong) = (0, 0, new List<string>());
        foreach (var site in new[] { There, Here }) // first those who can change nothing
        {
            foreach (var door in doors)
            {
                var wish = table[KeyOf(door)];
                foreach (var role in s_roles)
                {
                    var expected = !RoleDuties.Has(role, wish.Needs) ? "403 access.duty" : site == Here ? "in" : Said(wish.Elsewhere);
                    var got = await AskAsync(await tower.Host.AsAsync(role, site), door, wish, thing);
                    (open, shut) = expected == "in" ? (open + 1, shut) : (open, shut + 1);
                    if (got != expected)
                    {
                        wrong.Add($"{door.Text} as {role} of {site}: {got} instead of {expected}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(open > 200 && shut > open, $"{open} times let in, {shut} times refused.");
    }

    [Fact]
    public async Task Every_screen_is_open_to_the_roles_that_it_is_for_and_leads_all_others_away()
    {
        var thing = await ThingAsync();
        var screens = TowerDoors.Of(tower.Host).Where(door => door is { IsScreen: true, Method: "GET", IsOpen: false }).ToList();
        Assert.Empty(screens.Where(door => door.Duty is null && !s_forAll.Contains(door.Path)).Select(door => door.Text));

        var (open, shut, wrong) = (0, 0, new List<string>());
        foreach (var role in s_roles)
        {
            var visitor = await tower.Host.SignedInAsync([role]);
            foreach (var screen in screens)
            {
                using var answer = await visitor.GetAsync(new Uri(Filled(screen.Path, thing), UriKind.Relative));
                var isFor = screen.Duty is not { } duty || RoleDuties.Has(role, duty);
                (open, shut) = isFor ? (open + 1, shut) : (open, shut + 1);
                var isIn = answer.StatusCode == HttpStatusCode.OK;
                if (isIn != isFor || (!isIn && answer.Headers.Location?.PathAndQuery.StartsWith("/no-right", StringComparison.Ordinal) != true))
                {
                    wrong.Add($"{screen.Path} as {role}: {answer.StatusCode} {answer.Headers.Location}");
                }
            }
        }

        foreach (var screen in screens)
        {
            using var answer = await tower.Host.Browser().GetAsync(new Uri(Filled(screen.Path, thing), UriKind.Relative));
            Assert.StartsWith("/login", answer.Headers.Location?.PathAndQuery, StringComparison.Ordinal);
            shut++;
        }

        Assert.Empty(wrong);
        Assert.True(open > 50 && shut > 50, $"{open} times let in, {shut} times refused.");
    }

    [Fact]
    public async Task A_screen_shows_an_order_to_those_of_its_warehouse_and_to_no_others()
    {
        var thing = await ThingAsync();
        Role[] roles = [Role.OpsManager, Role.OrderOps];
        var stage = await tower.Host.Database.AdminAsync($"select stage from sales_order where id = '{thing.OrderId}'");
        var (here, there) = (await tower.Host.SignedInAsync(roles, Here), await tower.Host.SignedInAsync(roles, There));
        foreach (var (screen, mark) in new[]
        {
            ("/inbox?view=all", thing.Number), ($"/orders/{thing.Number}", "Zebra cup"), ($"/orders/{thing.Number}/edit", thing.Sku), ($"/aging?stage={stage}&age=0-4", thing.Number),
            ("/exceptions", thing.Number), ("/overview", thing.Number), ($"/audit?order={thing.Number}", $"/orders/{thing.Number}"),
        })
        {
            Assert.Contains(mark, await here.GetStringAsync(new Uri(screen, UriKind.Relative)), StringComparison.Ordinal);
            Assert.DoesNotContain(mark, await there.GetStringAsync(new Uri(screen, UriKind.Relative)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Entries_of_other_warehouses_are_told_to_no_auditor()
    {
        var thing = await ThingAsync();
        var entry = (Guid)(await tower.Host.Database.AdminAsync($"select id from journal where subject = 'order:{thing.OrderId}' limit 1"))!;

        Assert.Equal(200, (await OrderTower.GetAsync(await tower.Host.AsAsync(Role.OpsManager, Here), $"journal/{entry}")).Status);
        Assert.Equal(404, (await OrderTower.GetAsync(await tower.Host.AsAsync(Role.OpsManager, There), $"journal/{entry}")).Status);
    }

    /// <summary>An order that cairo ships, with something about it to be solved.</summary>
    private async Task<DoorThing> ThingAsync()
    {
        var sku = $"ZEBRA-{Guid.NewGuid().ToString("N")[..6].ToUpperInvariant()}";
        var admin = tower.Host.Bootstrap();
        await OrderTower.PostAsync(admin, "stock/skus", new { sku, name = "Zebra cup" });
        await OrderTower.PostAsync(admin, "stock/receive", new { warehouse = Here, bin = "A", lines = new[] { new { sku, units = 50 } } });
        var order = tower.Order(sku: sku, method: "prepaid", paid: true);
        order["lines"] = new[] { new { sku, name = "Zebra cup", units = 2, unitPrice = OrderTower.Egp(120) } };
        var number = await tower.SettledAsync(order);
        var id = (Guid)(await tower.Host.Database.AdminAsync($"select id from sales_order where number = {number.Split('-')[1]}"))!;
        Assert.Equal(Here, await tower.Host.Database.AdminAsync($"select warehouse from fulfilment_group where order_id = '{id}'"));
        var one = Guid.CreateVersion7();
        await tower.Host.Database.AdminAsync($$"""
            insert into exception_case (id, code, severity, subject_kind, subject_id, order_id, cause_key, evidence, owner_role, first_opened_at, opened_at, due_at, touched_at, state, escalated)
            values ('{{one}}', 'FRAUD_REVIEW', 's2', 'order', '{{id}}', '{{id}}', 'order:{{id}}', '{}', 'orderOps', now(), now(), now() + interval '1 hour', now(), 'open', false)
            """);

        await tower.Host.Database.AdminAsync($$"""
            insert into courier (key, kind, country, poll_seconds, services, config, is_on, is_fixed) values ('own', 'own', '', 600, '[]', '{}', true, false) on conflict do nothing;
            insert into manifest (id, number, courier, warehouse, state, opened_at, opened_by, opened_name, closed_at, wrong_scans) values ('{{id}}', 'M-{{sku}}', 'own', 'cairo', 'closed', now(), '{{id}}', 'x', now(), 0)
            """);

        // Somebody touches it, so that the boards read it again.
        Assert.Equal(200, (await OrderTower.PostAsync(admin, $"exceptions/{one}/assign", new { })).Status);
        await Eventually.TrueAsync(async () => (await OrderTower.GetAsync(admin, $"boards/exceptions?number={number}")).Raw.Contains(number, StringComparison.Ordinal)
            && (await OrderTower.GetAsync(admin, $"boards/inbox?number={number}")).Raw.Contains($"\"{Here}\"", StringComparison.Ordinal));
        var parcel = Playbook.Packing.Sscc.Of((long)(await tower.Host.Database.AdminAsync("select nextval('parcel_serial')"))!);
        await tower.Host.Database.AdminAsync($"""
            insert into parcel (id, sscc, order_id, group_id, warehouse, package_no, state, state_since, opened_at)
            select gen_random_uuid(), '{parcel}', order_id, id, warehouse, 1, 'open', now(), now() from fulfilment_group where order_id = '{id}'
            """);
        var list = await PickingDoors.ListAsync(tower.Host);
        var wave = $"{await tower.Host.Database.AdminAsync($"select wave from pick_list where id = '{list}'")}";
        return new(number, id.ToString(), one.ToString(), sku, await tower.SettledAsync(tower.Order()), parcel, list, wave);
    }

    private static async Task<string> AskAsync(HttpClient client, RunningDoor door, DoorWish wish, DoorThing thing)
    {
        using var ask = new HttpRequestMessage(new HttpMethod(door.Method), Filled(door.Path, thing) + wish.Query);
        if (door.Method != "GET")
        {
            ask.Content = wish.Body is null ? null : JsonContent.Create(wish.Body);
            ask.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        using var response = await client.SendAsync(ask);
        var answer = await Answer.OfAsync(response);
        return answer.Code is "access.duty" or "access.scope" ? $"{answer.Status} {answer.Code}"
            : answer.Status is 401 or 403 or >= 500 ? $"{answer.Status} {answer.Code}"
            : answer.Code is "exceptions.unknown" ? "404"
            : answer.Status == 200 && wish.Mark.Length > 0 && !answer.Raw.Contains(wish.Mark, StringComparison.Ordinal) ? "left out"
            : "in";
    }

    private static string Said(Elsewhere elsewhere) => elsewhere switch
    {
        Elsewhere.Lets => "in",
        Elsewhere.Refuses => "403 access.scope",
        Elsewhere.KnowsNothing => "404",
        Elsewhere.LeavesOut => "left out",
    };

    private static string KeyOf(RunningDoor door) => $"{door.Method} {door.Path[Api.Length..]}";

    private static string Filled(string path, DoorThing thing) => Parameter().Replace(path, part => part.Groups[1].Value.ToLowerInvariant() switch
    {
        "number" => thing.Number,
        "sku" => thing.Sku,
        "list" => thing.List,
        "board" => "inbox",
        "manifest" => thing.OrderId,
        "warehouse" => Here,
        "parcel" => thing.Parcel,
        "slug" => "order-validation",
        "entry" => Guid.Empty.ToString(),
        "id" => path.Contains("/exceptions/", StringComparison.Ordinal) ? thing.Case : path.Contains("/waves/", StringComparison.Ordinal) ? thing.Wave : Guid.Empty.ToString(),
        var other => throw new InvalidOperationException($"What stands for {other} in {path}?"),
    });

    [GeneratedRegex(@"\{([A-Za-z]+)[^}]*\}")]
    private static partial Regex Parameter();
}

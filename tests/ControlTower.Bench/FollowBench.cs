using System.Diagnostics;
using ControlTower.Intake;
using ControlTower.Journal;
using ControlTower.Live;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Bench;

/// <summary>What it costs a node to keep 20,000 open orders on its board true while they change.</summary>
internal static class FollowBench
{
    private const int Open = 20_000;
    private const int First = 6_000_000;
    private const int ChangesASecond = 100;
    private static readonly TimeSpan s_during = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchGround ground, int orders)
    {
        await ground.RunAsync(OrderRows.Sql(First, Open, "settled", isOpen: true, "'SKU-1'"));
        var board = ground.Services.GetRequiredService<InboxBoard>();
        await UntilAsync(() => board.View.Rows.Length >= Open); // the slow sweep finds them
        using var watch = board.Watch(_ => Task.CompletedTask, Pacer.Desk);

        var idle = await SpendAsync(ground, changes: 0);
        var (before, spent) = (board.View.Version, await SpendAsync(ground, ChangesASecond));
        var views = board.View.Version - before;
        await UntilAsync(() => board.View.Rows.Count(row => row.Priority == 9) >= Open / 20);
        return
        [
            new($"cores busy following {ChangesASecond} changes a second, {Open:N0} open", spent - idle, "cores", null, $"update sales_order and insert into journal, {ChangesASecond} a second; an idle node's own use is taken off", 0.5, IsAtLeast: false),
            new("new views of the board in that time", views, "views", null, "a board gathers for 60 ms at least", s_during.TotalMilliseconds / 60, IsAtLeast: false),
        ];
    }

    /// <returns>Seconds of this process's processors for each second that passed.</returns>
    private static async Task<double> SpendAsync(BenchGround ground, int changes)
    {
        using var self = Process.GetCurrentProcess();
        var (cpu, began, at) = (self.TotalProcessorTime, Stopwatch.GetTimestamp(), 0);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (Stopwatch.GetElapsedTime(began) < s_during && await tick.WaitForNextTickAsync())
        {
            if (changes > 0)
            {
                await ChangeAsync(ground, First + at, changes / 10);
                at += changes / 10;
            }
        }

        self.Refresh();
        return (self.TotalProcessorTime - cpu).TotalSeconds / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task ChangeAsync(BenchGround ground, int first, int count)
    {
        await ground.RunAsync($"""
            update sales_order set priority = 9, version = version + 1 where number between {first} and {first + count - 1};
            insert into journal (id, at, actor, actor_name, command_id, kind, subject, keys, new)
            select gen_random_uuid(), now(), gen_random_uuid(), 'bench', gen_random_uuid(), 'OrderEdited', 'order:' || {OrderRows.Id}, array['order:' || {OrderRows.Id}], '{"{}"}'
            from generate_series({first}, {first + count - 1}) n
            """);
        ground.Services.GetRequiredService<Stamper>().Nudge(); // as the gate does after a commit
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!isTrue())
        {
            await Task.Delay(50, limit.Token);
        }
    }
}

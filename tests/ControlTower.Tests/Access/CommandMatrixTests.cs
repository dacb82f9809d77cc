using System.Reflection;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Access;

/// <summary>Every command × every role × scope, through the real gate: refused as often as let through, by the one table of duties.</summary>
public sealed class CommandMatrixTests(TowerHost host) : IClassFixture<TowerHost>
{
    private const string Reached = "test.reached";
    private static readonly MethodInfo s_ask = typeof(CommandMatrixTests).GetMethod(nameof(AskTypedAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;
    private static readonly MethodInfo s_traits = typeof(CommandMatrixTests).GetMethod(nameof(TraitsOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static TheoryData<string> Commands => [.. AnyCommand.All.Select(type => type.FullName!)];

    [Theory, MemberData(nameof(Commands))]
    public async Task A_role_gets_through_when_the_table_says_so_and_is_refused_when_not(string command)
    {
        var (type, needs) = (TypeOf(command), Traits(TypeOf(command)).Needs);
        foreach (var role in Enum.GetValues<Role>())
        {
            var code = await AskAsync(type, Somebody(role), why: "for the test");
            Assert.Equal((role, RoleDuties.Has(role, needs) ? Reached : "access.duty"), (role, code));
        }
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task Somebody_without_any_role_gets_nowhere(string command) =>
        Assert.Equal("access.duty", await AskAsync(TypeOf(command), new(Guid.CreateVersion7(), "nobody", []), "for the test"));

    [Theory, MemberData(nameof(Commands))]
    public async Task What_happens_in_a_warehouse_is_for_those_who_work_there(string command)
    {
        var (type, by) = (TypeOf(command), Holder(TypeOf(command)));
        var here = AnyCommand.Make(type, by, "for the test").InWarehouse;

        Assert.Equal(Reached, await AskAsync(type, by with { Warehouses = [here ?? AnyCommand.Warehouse] }, "for the test"));
        Assert.Equal(here is null ? Reached : "access.scope", await AskAsync(type, by with { Warehouses = ["riyadh"] }, "for the test"));
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task A_risky_act_is_refused_without_a_reason_and_no_other_is(string command)
    {
        var (type, by) = (TypeOf(command), Holder(TypeOf(command)));

        Assert.Equal(Traits(type).DemandsWhy ? "access.why-missing" : Reached, await AskAsync(type, by, why: "  "));
    }

    [Fact]
    public void A_command_that_names_a_warehouse_says_so_to_the_gate() =>
        Assert.Empty(AnyCommand.All
            .Where(type => type.GetProperty("Warehouse") is { } named && named.PropertyType == typeof(string)
                && AnyCommand.Make(type, Holder(type), "for the test").InWarehouse != AnyCommand.Warehouse)
            .Select(type => type.Name));

    [Fact]
    public void The_matrix_refuses_at_least_as_often_as_it_lets_through()
    {
        var duties = AnyCommand.All.Select(type => Traits(type).Needs).ToList();
        var allowed = duties.Sum(duty => Enum.GetValues<Role>().Count(role => RoleDuties.Has(role, duty)));

        Assert.InRange(allowed, 1, (duties.Count * Enum.GetValues<Role>().Length) - allowed);
    }

    private async Task<string> AskAsync(Type type, Actor by, string? why) =>
        await (Task<string>)s_ask.MakeGenericMethod(type).Invoke(this, [AnyCommand.Make(type, by, why)])!;

    /// <summary>Whether the gate lets it through to its handler, seen by a refusal of ours in the handler's place; nothing is written.</summary>
    private async Task<string> AskTypedAsync<TCommand>(TCommand command)
        where TCommand : ICommand
    {
        var outcome = await host.Services.GetRequiredService<CommitGate>().CommitAsync<TCommand, Nothing>(
            command, _ => Task.FromResult<Outcome<Nothing>>(new Refusal(Reached, "The handler was reached.")), default);
        return outcome.Decided(out _, out var refused) ? "decided" : refused.Code;
    }

    private static (Duty Needs, bool DemandsWhy) Traits(Type type) => ((Duty, bool))s_traits.MakeGenericMethod(type).Invoke(null, null)!;

    private static (Duty Needs, bool DemandsWhy) TraitsOf<TCommand>()
        where TCommand : ICommand => (TCommand.Needs, TCommand.DemandsWhy);

    private static Actor Holder(Type type) => Somebody(RoleDuties.Holders(Traits(type).Needs).Order().First());

    private static Actor Somebody(Role role) => new(Guid.CreateVersion7(), $"{role} of the test", [role]);

    private static Type TypeOf(string command) => AnyCommand.All.Single(type => type.FullName == command);

    private sealed record Nothing : IJournaled
    {
        public string Subject => "test:nothing";

        public IReadOnlyList<string> Keys => [Subject];
    }
}

using System.Reflection;
using ControlTower.Data;
using ControlTower.Playbook.Access;

namespace ControlTower.Tests.Architecture;

public sealed class EveryCommandHasADutyTests
{
    private static readonly Type[] s_commands =
        [.. typeof(ICommand).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(ICommand)))];

    [Fact]
    public void There_are_commands() => Assert.NotEmpty(s_commands);

    [Fact]
    public void A_duty_that_a_command_needs_is_somebodys()
    {
        var nobodys = s_commands.Where(command => !Enum.GetValues<Role>().Any(role => As(role).May(DutyOf(command))));
        Assert.Empty(nobodys.Select(command => command.Name));
    }

    [Fact]
    public void A_person_who_is_asked_why_has_somewhere_to_say_it()
    {
        var speechless = s_commands.Where(command => Ask<bool>(command, nameof(ICommand.DemandsWhy)) && command.GetProperty(nameof(ICommand.Why)) is null);
        Assert.Empty(speechless.Select(command => command.Name));
    }

    [Fact]
    public void A_command_is_a_sealed_record_so_that_sent_twice_it_reads_the_same() =>
        Assert.Empty(s_commands.Where(command => !command.IsSealed || command.GetMethod("<Clone>$") is null).Select(command => command.Name));

    private static Actor As(Role role) => new(Guid.Empty, role.ToString(), [role]);

    private static Duty DutyOf(Type command) => Ask<Duty>(command, nameof(ICommand.Needs));

    /// <summary>Static members of an interface can only be asked through a type parameter.</summary>
    private static T Ask<T>(Type command, string member) =>
        (T)typeof(EveryCommandHasADutyTests).GetMethod(member + "Of", BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(command).Invoke(null, null)!;

    private static Duty NeedsOf<TCommand>()
        where TCommand : ICommand => TCommand.Needs;

    private static bool DemandsWhyOf<TCommand>()
        where TCommand : ICommand => TCommand.DemandsWhy;
}

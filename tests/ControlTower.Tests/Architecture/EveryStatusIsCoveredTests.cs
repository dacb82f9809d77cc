using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Words;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Tests.Architecture;

/// <summary>Whatever a row may say has a word for people, and whatever may go wrong has somebody who owns it. Read from the mapping, so a new state cannot be forgotten.</summary>
public sealed class EveryStatusIsCoveredTests
{
    [Theory, InlineData("en"), InlineData("ar")]
    public void Every_state_that_a_row_can_be_in_has_a_word(string language)
    {
        var words = new WordBook().In(language);
        var missing = StatesOfRows().SelectMany(type => Enum.GetNames(type).Select(name => $"{Camel(type.Name)}.{Camel(name)}")).Where(key => !words.ContainsKey(key));
        Assert.Empty(missing);
    }

    [Fact]
    public void The_states_are_found() => Assert.Superset(new HashSet<Type> { typeof(Headline), typeof(PaymentState), typeof(HoldType), typeof(CaseState) }, StatesOfRows().ToHashSet());

    [Theory, MemberData(nameof(Codes))]
    public void Whatever_goes_wrong_has_an_owner_a_due_time_and_something_to_do(ExceptionCode code)
    {
        var rule = ExceptionCatalogue.Of(code);
        Assert.Contains(rule.Primary, rule.Actions);
        Assert.Equal(code, ExceptionCodes.Find(code.Text()));
    }

    public static TheoryData<ExceptionCode> Codes() => [.. Enum.GetValues<ExceptionCode>()];

    private static IEnumerable<Type> StatesOfRows()
    {
        using var db = new TowerDb(new DbContextOptionsBuilder<TowerDb>().UseNpgsql("Host=nowhere").UseSnakeCaseNamingConvention().Options);
        return [.. db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties())
            .Select(property => Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).Where(type => type.IsEnum).Distinct()];
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

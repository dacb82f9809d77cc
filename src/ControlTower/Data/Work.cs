using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Data;

/// <summary>One transaction in the making: the tables, the time that holds for all of it, and what it has to tell the journal.</summary>
public sealed class Work(TowerDb db, Actor by, Guid commandId, string? why, DateTimeOffset now)
{
    public TowerDb Db => db;

    public DateTimeOffset Now => now;

    public Actor By => by;

    /// <summary>Writes an entry beside the main one: what else came true in the same moment.</summary>
    /// <returns>The entry's id.</returns>
    public Guid Also(IJournaled happened)
    {
        var id = Guid.CreateVersion7(now);
        db.Journal.Add(JournalEntry.Of(id, happened, by, commandId, why, now));
        if (happened is IPersonalChange { } change && (change.OldPersonal ?? change.NewPersonal) is not null)
        {
            db.JournalPersonal.Add(new PersonalWords { Entry = id, Old = Spell(change.OldPersonal), New = Spell(change.NewPersonal) });
        }

        return id;
    }

    private static string? Spell(object? words) => words is null ? null : System.Text.Json.JsonSerializer.Serialize(words, JournalJson.Options);
}

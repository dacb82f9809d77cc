using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Data;

/// <summary>One transaction in the making: the tables, the time that holds for all of it, and what it has to tell the journal.</summary>
public sealed class Work(TowerDb db, Actor by, Guid commandId, string? why, DateTimeOffset now)
{
    /// <summary>Twelve bits; what comes after them in a larger batch is in no order, as between transactions.</summary>
    private const int EntriesInOrderMax = 0xFFF;

    private readonly Dictionary<IJournaled, Guid> _told = new(ReferenceEqualityComparer.Instance);
    private int _entries;
    private Guid? _main;

    public TowerDb Db => db;

    public DateTimeOffset Now => now;

    public Actor By => by;

    /// <summary>The id of the main entry, for rows that lead to it. Asked for last, so that what else is told is read before it.</summary>
    public Guid MainEntry => _main ??= NextEntry();

    /// <summary>Writes an entry: what else came true in the same moment, or the main thing in its place among them. The same record is written once.</summary>
    /// <param name="because">The command's why is the reason of this, too; false: it speaks of something else that the command did.</param>
    /// <returns>The entry's id.</returns>
    public Guid Also(IJournaled happened, bool because = true) => _told.TryGetValue(happened, out var told) ? told : _told[happened] = Tell(NextEntry(), happened, because);

    /// <summary>Writes the main entry.</summary>
    internal Guid Conclude(IJournaled happened) => _told.TryGetValue(happened, out var told) ? told : Tell(MainEntry, happened);

    private Guid Tell(Guid id, IJournaled happened, bool because = true)
    {
        db.Journal.Add(JournalEntry.Of(id, happened, by, commandId, because ? why : null, now));
        if (happened is IPersonalChange { } change && (change.OldPersonal ?? change.NewPersonal) is not null)
        {
            db.JournalPersonal.Add(new PersonalWords { Entry = id, Old = Spell(change.OldPersonal), New = Spell(change.NewPersonal) });
        }

        return id;
    }

    /// <summary>The id of an entry that is written apart from this.</summary>
    internal static Guid EntryId(DateTimeOffset now, int place)
    {
        Span<byte> id = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(id, bigEndian: true, out _);
        place = Math.Min(place, EntriesInOrderMax);
        (id[6], id[7]) = ((byte)(0x70 | (place >> 8)), (byte)place);
        return new Guid(id, bigEndian: true);
    }

    /// <summary>Entries of one transaction are of one millisecond; the bits behind it count, so that they are read in the order in which they were told.</summary>
    private Guid NextEntry() => EntryId(now, _entries++);

    private static string? Spell(object? words) => words is null ? null : System.Text.Json.JsonSerializer.Serialize(words, JournalJson.Options);
}

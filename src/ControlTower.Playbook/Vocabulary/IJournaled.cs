namespace ControlTower.Playbook.Vocabulary;

/// <summary>Something that happened and is kept: it becomes one entry of the journal, in the transaction that made it true.</summary>
/// <remarks>
/// The record itself is what the entry stores as <c>new</c>, so it carries no personal data: where a phone or an address
/// changed, it says that it changed; the words stand in the order's contact, which can be erased.
/// </remarks>
public interface IJournaled
{
    /// <summary>What the entry is about: <c>order:{id}</c>, <c>case:{id}</c>, <c>stock:{warehouse}/{sku}</c>, <c>store:{key}</c>, <c>person:{id}</c> …</summary>
    string Subject { get; }

    /// <summary>What boards must read again, the subject included.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>The values before, in the same shape as the record or a part of it; null where there was nothing before.</summary>
    object? Old => null;
}

/// <summary>A change of personal data: its words are kept beside the journal, where they can be erased.</summary>
public interface IPersonalChange
{
    object? OldPersonal { get; }

    object? NewPersonal { get; }
}

/// <summary>Spells the keys of the journal, so that writers and boards agree on them.</summary>
public static class JournalKeys
{
    public static string Order(Guid id) => $"order:{id}";

    public static string Case(Guid id) => $"case:{id}";

    public static string Wave(Guid id) => $"wave:{id}";

    public static string PickList(Guid id) => $"list:{id}";

    public static string Help(Guid call) => $"help:{call}";

    public static string Parcel(Guid id) => $"parcel:{id}";

    public static string Courier(string key) => $"courier:{key}";

    public static string Printer(string key) => $"printer:{key}";

    public static string Manifest(Guid id) => $"manifest:{id}";

    public static string Pickup(Guid id) => $"pickup:{id}";

    public static string Return(Guid id) => $"return:{id}";

    public static string Stock(string warehouse, string sku) => $"stock:{warehouse}/{sku}";

    public static string Sku(string sku) => $"sku:{sku}";

    public static string Store(string key) => $"store:{key}";

    public static string Message(Guid id) => $"message:{id}";

    /// <summary>A message that we send; <see cref="Message"/> is one that came in.</summary>
    public static string Outgoing(Guid id) => $"outgoing:{id}";

    public static string Conversation(Guid id) => $"conversation:{id}";

    public static string Warehouse(string key) => $"warehouse:{key}";

    public static string Person(Guid id) => $"person:{id}";

    public static string Setting(string key) => $"setting:{key}";

    public static string Sop(string slug) => $"sop:{slug}";
}

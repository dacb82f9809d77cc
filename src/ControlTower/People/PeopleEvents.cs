using System.Text.Json.Serialization;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.People;

/// <summary>What happened to a person's rights.</summary>
public abstract record PersonEvent(Guid Person) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Person(Person);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];

    [JsonIgnore]
    public virtual object? Old => null;
}

/// <param name="Warehouses">Null: all.</param>
/// <param name="BySetupLink">The first administrator, who let themselves in.</param>
public sealed record PersonAdded(Guid Person, string Name, IReadOnlyList<Role> Roles, IReadOnlyList<string>? Warehouses, bool BySetupLink) : PersonEvent(Person);

public sealed record RightsChanged(Guid Person, RightsChanged.Grant Now, [property: JsonIgnore] RightsChanged.Grant Before) : PersonEvent(Person)
{
    public override object? Old => new { Now = Before };

    /// <param name="IsOpen">False: may not sign in.</param>
    public sealed record Grant(IReadOnlyList<Role> Roles, IReadOnlyList<string>? Warehouses, bool IsOpen);
}

/// <summary>What happened to a machine's key.</summary>
public abstract record KeyEvent(Guid Key, string Name) : IJournaled
{
    [JsonIgnore]
    public string Subject => RightsFeed.KeyPrefix + Key;

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];

    [JsonIgnore]
    public virtual object? Old => null;
}

public sealed record KeyCreated(Guid Key, string Name, Role Role, IReadOnlyList<string>? Warehouses) : KeyEvent(Key, Name);

public sealed record KeyRevoked(Guid Key, string Name) : KeyEvent(Key, Name);

/// <summary>The key of the settings is in use: who reads the audit must see that the way for scripts stands open. Told once a minute.</summary>
public sealed record KeyUsed(string Name) : IJournaled
{
    [JsonIgnore]
    public string Subject => RightsFeed.KeyPrefix + "bootstrap";

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

/// <summary>A link for the first administrator was printed; the ones before it are void.</summary>
public sealed record SetupLinkMade(DateTimeOffset ExpiresAt) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Setting("setup-link");

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

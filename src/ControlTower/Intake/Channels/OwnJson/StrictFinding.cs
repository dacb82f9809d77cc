using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.OwnJson;

/// <summary>What is first found wrong with a request; readers go on to the end with empty values and then look here.</summary>
internal sealed class StrictFinding
{
    public Refusal? First { get; private set; }

    /// <summary>All amounts of a request are in one currency; the first one names it.</summary>
    public string? Currency { get; private set; }

    public void Refuse(string code, string message, string path) => First ??= new Refusal(code, message, path);

    public bool Joins(string currency)
    {
        Currency ??= currency;
        return Currency == currency;
    }
}

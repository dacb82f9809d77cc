using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>Why something cannot be done with a wave.</summary>
public static class WaveRefusals
{
    public static Refusal Unknown(string wave) => new("waves.unknown", $"There is no wave {wave} here.");

    public static Refusal DraftUnknown(Guid draft) => new("waves.draft-unknown", $"There is no draft {draft}; drafts are kept for a day. Propose anew.", "draft");

    /// <summary>All of its orders went with another wave, or are not to be picked any more.</summary>
    public static Refusal DraftStale() => new("waves.draft-stale", "None of the draft's orders waits for release any more. Propose anew.", "draft");

    public static Refusal State(string name, WaveState state) => new("waves.state", $"{name} is {Word(state)}; this cannot be done with it any more.");

    public static Refusal BeingPicked(string name, string list, string by) =>
        new("waves.being-picked", $"{name} is being picked: {by} walks with {list}. Let them finish, or have them give the list back first.");

    public static Refusal NothingToRelease(string name, string why) => new("waves.nothing-to-release", $"No order of {name} can go to the floor: {why}");

    public static Refusal Invalid(string field, string what) => new("waves.ask-invalid", what, field);

    private static string Word(WaveState state) => state switch
    {
        WaveState.Draft => "a draft",
        WaveState.Released => "released",
        WaveState.InProgress => "being picked",
        WaveState.Done => "done",
        WaveState.Cancelled => "cancelled",
    };
}

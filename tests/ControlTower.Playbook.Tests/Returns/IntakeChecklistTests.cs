using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Returns;

public sealed class IntakeChecklistTests
{
    [Fact]
    public void Only_what_is_not_as_new_must_be_photographed()
    {
        Assert.True(IntakeChecklist.HasProof([(Grade.New, null), (Grade.Used, "a.jpg")]));
        Assert.False(IntakeChecklist.HasProof([(Grade.New, null), (Grade.Damaged, null)]));
        Assert.False(IntakeChecklist.HasProof([(Grade.Used, "a.jpg"), (Grade.Used, null)]));
    }
}

namespace ControlTower.Playbook.Picking;

/// <summary>A list was walked on paper, and is entered by hand from here on.</summary>
public sealed record ListOnPaper(Guid List, string ListNumber) : ListEvent(List, ListNumber);

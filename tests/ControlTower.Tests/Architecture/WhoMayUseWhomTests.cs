namespace ControlTower.Tests.Architecture;

/// <summary>
/// The arrows of the tower, written once. Reads the compiled code, bodies included, so a reference cannot hide behind a full name.
/// To add an arrow, add it here and say in the commit why the folder cannot do without it.
/// </summary>
public sealed class WhoMayUseWhomTests
{
    private static readonly string[] s_steps =
        ["Intake", "Screening", "Validation", "ExceptionQueue", "Inventory", "Picking", "Packing", "Shipping", "Notifications", "Returns", "Sops", "Kpis", "People"];

    /// <summary>Folder → the other folders it may use. Itself, the playbook, the settings, what reads foreign bodies and what watches the process are always allowed.</summary>
    private static readonly Dictionary<string, string[]> s_arrows = new()
    {
        ["Settings"] = [],
        ["Foreign"] = [], // what the outside world writes, made fit to be read: no step owns it
        ["Observability"] = [],
        ["Access"] = [],
        ["Journal"] = [],
        ["Live"] = ["Journal"],
        ["Data"] = ["Access", "Journal", "Live"],
        ["Documents"] = ["Access", "Data"],                 // draws, and reads what it draws
        ["Flow"] = ["Data", "Journal", "Live", .. s_steps], // one transaction puts an order aside
        ["Schedule"] = ["Data", .. s_steps],                // the clock keeps its state in the database, too
        ["Api"] = ["Access", "Data", "Journal", "Live", "Flow", "Documents", .. s_steps], // answers of the gate; and an order that is placed here is carried before it is answered
        ["Screens"] = ["Access", "Journal", "Live", "Documents", .. s_steps],
    };

    /// <summary>What every step may use; never another step.</summary>
    private static readonly string[] s_ground = ["Access", "Data", "Journal", "Live", "Documents"];

    [Fact]
    public void Nobody_uses_whom_they_may_not() => Assert.Equal([], CompiledTower.Uses.Where(use => !May(use)).Select(use => use.ToString()));

    [Fact]
    public void Only_the_steps_and_what_carries_them_see_the_tables() =>
        Assert.Empty(CompiledTower.Uses.Where(use => use is { OtherType: "TowerDb", Folder: "Access" or "Journal" or "Live" or "Screens" or "Settings" }).Select(use => use.ToString()));

    [Fact]
    public void Every_folder_has_its_row() =>
        Assert.All(CompiledTower.Uses.Select(use => use.Folder).Distinct(), folder => Assert.True(s_arrows.ContainsKey(folder) || s_steps.Contains(folder), folder));

    [Fact]
    public void The_reader_sees_into_bodies_that_wait() =>
        Assert.Contains(CompiledTower.Uses, use => use is { Folder: "Flow", Type: "OrderConveyor", Other: "Inventory" });

    /// <summary>A screen sends a step's command, and holds what comes back.</summary>
    private static bool IsACommandsAnswer(Use use) => use is { Folder: "Screens", Other: "Data", OtherType: "ICommand" or "Committed`1" };

    /// <summary>What a file says of a SKU goes through the screen to the step that keeps the catalogue.</summary>
    private static bool IsHandingAFileOn(Use use) => use is { Folder: "Screens", Other: "Data", OtherType: "ToldSku" or "AskedReturn" or "AskedGrade" or "KeptPhoto" };

    /// <summary>A phone number is read in one way only: by who judges the customer, and by who judges the order.</summary>
    private static bool IsReadingAPhone(Use use) => use.OtherType == "PhoneReading" && s_steps.Contains(use.Folder);

    /// <summary>Machines are told what happened in the words that people read.</summary>
    private static bool IsPuttingItInWords(Use use) => use is { Folder: "Api", OtherType: "WordBook" or "TowerWords" or "Languages" };

    private static bool May(Use use) =>
        IsACommandsAnswer(use) || IsHandingAFileOn(use) || IsReadingAPhone(use) || IsPuttingItInWords(use) ||
        use.Folder == use.Other || use.Other is "Settings" or "Observability" or "Foreign" || s_arrows.GetValueOrDefault(use.Folder, s_ground).Contains(use.Other);
}

namespace ControlTower.Screens.Parts;

/// <summary>One tab of a page: a link, so that it can be bookmarked and opened beside.</summary>
/// <param name="Href">With the query that it stands for.</param>
/// <param name="Count">How many rows it would show; null shows none.</param>
public sealed record TabItem(string Href, string Word, long? Count, bool IsHere);

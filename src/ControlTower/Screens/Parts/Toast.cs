namespace ControlTower.Screens.Parts;

/// <summary>Good news, shown for some seconds at the foot of the page. What went wrong stays in its place instead.</summary>
/// <param name="Text">"Wave W-0232 released, 84 orders".</param>
/// <param name="UndoAsync">Takes the act back; null where it cannot be.</param>
public sealed record Toast(string Text, Func<Task>? UndoAsync = null)
{
    /// <summary>Longer where there is something to decide.</summary>
    public TimeSpan Stays => TimeSpan.FromSeconds(UndoAsync is null ? 6 : 10);
}

/// <summary>Where a visitor's pages put their good news; one at a time, the newest wins.</summary>
public sealed class Toasts
{
    public Toast? Now { get; private set; }

    /// <summary>Told on the circuit of whoever shows it.</summary>
    public event Action? Changed;

    public void Show(string text, Func<Task>? undoAsync = null) => Put(new Toast(text, undoAsync));

    public void Clear() => Put(null);

    private void Put(Toast? toast)
    {
        Now = toast;
        Changed?.Invoke();
    }
}

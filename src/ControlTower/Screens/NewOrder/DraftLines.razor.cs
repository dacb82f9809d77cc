using System.Globalization;
using ControlTower.ExceptionQueue;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ControlTower.Screens.NewOrder;

/// <summary>What is ordered: lines with what is left of each, and a field that finds goods by code, name or barcode.</summary>
public sealed partial class DraftLines
{
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(300);

    private IReadOnlyList<SkuCandidate> _found = [];
    private ElementReference _field;
    private string? _text;
    private string? _asked;
    private int _round;
    private bool _isToFocus;
    private int _at;

    [Parameter, EditorRequired] public required OrderDraft Draft { get; set; }

    /// <summary>Of the order; a price of another one is not taken over.</summary>
    [Parameter, EditorRequired] public required string Currency { get; set; }

    [Parameter, EditorRequired] public required Func<string, Task<IReadOnlyList<SkuCandidate>>> Find { get; set; }

    [Parameter] public IReadOnlyList<DraftProblem> Problems { get; set; } = [];

    /// <summary>Names the field.</summary>
    [Parameter] public EventCallback<string> OnChanged { get; set; }

    private SkuCandidate? Here => _at < _found.Count ? _found[_at] : null;

    private async Task TypeAsync(string? text)
    {
        (_text, _at) = (string.IsNullOrWhiteSpace(text) ? null : text.Trim(), 0);
        await Task.Delay(s_rest, Clock);
        if (_text == text?.Trim())
        {
            await AskAsync();
        }
    }

    private async Task AskAsync()
    {
        if (_text is { } text && text != _asked)
        {
            var found = await Find(text);
            (_found, _asked) = text == _text ? (found, text) : (_found, _asked);
        }
    }

    /// <summary>Scanners end with Enter, before the rest is over.</summary>
    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" or "ArrowUp" when _found.Count > 0:
                _at = Math.Clamp(_at + (key.Key == "ArrowDown" ? 1 : -1), 0, _found.Count - 1);
                break;
            case "Escape":
                Clear();
                break;
            case "Enter" when _text is not null:
                await AskAsync();
                if (Here is { } chosen)
                {
                    await AddAsync(chosen);
                }

                break;
        }
    }

    private async Task AddAsync(SkuCandidate chosen)
    {
        if (chosen.Price is { } named && Currency == "XXX")
        {
            Draft.Currency = named.Currency;
        }

        var isOurs = chosen.Price is { } price && (Currency == "XXX" || price.Currency == Currency);
        if (Draft.Lines.FindIndex(line => line.Sku == chosen.Sku) is >= 0 and var at)
        {
            var same = Draft.Lines[at];
            Draft.Lines[at] = new() { LineNo = same.LineNo, Sku = same.Sku, Name = same.Name, Available = chosen.Available, Price = same.Price, Units = ((same.Count ?? 0) + 1).ToString(CultureInfo.InvariantCulture) };
        }
        else
        {
            Draft.Lines.Add(new() { Sku = chosen.Sku, Name = chosen.Name, Available = chosen.Available, Price = isOurs ? chosen.Price!.Value.AmountText : "" });
        }

        Clear();
        _isToFocus = true; // the empty field that is drawn next
        await OnChanged.InvokeAsync(nameof(OrderDraft.Lines));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isToFocus)
        {
            _isToFocus = false;
            await _field.FocusAsync();
        }
    }

    private void Clear() => (_text, _asked, _found, _at, _round) = (null, null, [], 0, _round + 1);

    private Task TakeOffAsync(DraftLine line)
    {
        Draft.Lines.Remove(line);
        return OnChanged.InvokeAsync(nameof(OrderDraft.Lines));
    }

    private Task ChangeAsync(DraftLine line, int at, string? units = null, string? price = null)
    {
        (line.Units, line.Price) = (units ?? line.Units, price ?? line.Price);
        return OnChanged.InvokeAsync(DraftProblems.LineField(at));
    }
}

using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace ControlTower.Screens.NewOrder;

/// <summary>The form of an order that somebody tells by phone, by chat or at the counter. It is judged while it is typed.</summary>
public sealed partial class OrderForm
{
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(300);

    private readonly HashSet<string> _touched = [];
    private DraftJudged? _judged;
    private Refusal? _refused;
    private bool _hasTried;
    private bool _isSending;
    private int _typed;

    [Parameter, EditorRequired] public required OrderDraft Draft { get; set; }

    /// <summary>In which this person may place orders.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<StoreFacts> Stores { get; set; }

    [Parameter, EditorRequired] public required Func<OrderDraft, StoreFacts, Task<DraftJudged>> Judge { get; set; }

    [Parameter, EditorRequired] public required Func<string, Task<IReadOnlyList<SkuCandidate>>> Find { get; set; }

    /// <summary>Sends it; answers why it was refused.</summary>
    [Parameter, EditorRequired] public required Func<OrderDraft, StoreFacts, Task<Refusal?>> Place { get; set; }

    /// <summary>An order that is here already is changed; else a new one is placed.</summary>
    [Parameter] public bool IsChange { get; set; }

    /// <summary>Whether this person may say what is ordered.</summary>
    [Parameter] public bool MayLines { get; set; } = true;

    /// <summary>Something was typed and has rested.</summary>
    [Parameter] public EventCallback OnTyped { get; set; }

    [Parameter] public EventCallback OnDiscard { get; set; }

    private StoreFacts? Store => Stores.FirstOrDefault(store => store.Key == Draft.Store);

    private string Currency => Store is { } store ? Draft.CurrencyIn(store) : "XXX";

    private IReadOnlyList<DraftProblem> All => DraftProblems.Of(Draft, Store, _judged, IsChange, Words);

    /// <summary>Nobody is blamed for a field that they have not come to yet.</summary>
    private IReadOnlyList<DraftProblem> Shown => [.. All.Where(problem => _hasTried || _touched.Contains(problem.Field))];

    private int Blocking => All.Count(problem => problem.Blocks);

    private int Held => Draft.IsEmpty ? 0 : Shown.Count(problem => !problem.Blocks);

    protected override async Task OnInitializedAsync()
    {
        if (!Draft.IsEmpty)
        {
            _touched.UnionWith([nameof(Draft.Phone), nameof(Draft.Line1), nameof(Draft.City), nameof(Draft.Country)]); // it came back as it was left
            await JudgeAsync();
        }
    }

    private Task Set(string field, object? value, Action<OrderDraft, string> write)
    {
        write(Draft, value?.ToString() ?? "");
        return ChangedAsync(field);
    }

    private async Task ChangedAsync(string field)
    {
        _touched.Add(field);
        Draft.PlacedAt = null;
        var mine = ++_typed;
        await Task.Delay(s_rest, Clock);
        if (mine == _typed)
        {
            await OnTyped.InvokeAsync();
            await JudgeAsync();
        }
    }

    private async Task JudgeAsync()
    {
        if (Store is not { } store)
        {
            return;
        }

        var mine = _typed;
        try
        {
            var judged = await Judge(Draft, store);
            _judged = mine == _typed ? judged : _judged;
        }
        catch (NpgsqlException)
        {
            // What was judged before stays; the order is judged again when it is placed.
        }
    }

    private async Task PlaceAsync()
    {
        _hasTried = true;
        if (_isSending || Blocking > 0 || Store is not { } store)
        {
            return;
        }

        _isSending = true;
        try
        {
            Draft.PlacedAt ??= Clock.GetUtcNow();
            await OnTyped.InvokeAsync();
            _refused = await Place(Draft, store);
        }
        finally
        {
            _isSending = _refused is null; // a placed order is on its way to its page
        }
    }

    private IReadOnlyList<string> ProblemsOf(string field) => [.. Shown.Where(problem => problem.Field == field).Select(problem => problem.Text)];

    private RenderFragment Field(
        string name, string word, string value, Action<OrderDraft, string> write, string type = "text", bool isLeftToRight = false, bool isWide = false, int charsMax = 200) => builder =>
    {
        builder.OpenComponent<DraftField>(0);
        builder.AddComponentParameter(1, nameof(DraftField.Label), Words[word].Value);
        builder.AddComponentParameter(2, nameof(DraftField.Value), value);
        builder.AddComponentParameter(3, nameof(DraftField.OnTyped), EventCallback.Factory.Create<string>(this, typed => Set(name, typed, write)));
        builder.AddComponentParameter(4, nameof(DraftField.Problems), ProblemsOf(name));
        builder.AddComponentParameter(5, nameof(DraftField.Type), type);
        builder.AddComponentParameter(6, nameof(DraftField.IsLeftToRight), isLeftToRight);
        builder.AddComponentParameter(7, nameof(DraftField.IsWide), isWide);
        builder.AddComponentParameter(8, nameof(DraftField.CharsMax), charsMax);
        builder.CloseComponent();
    };

    private RenderFragment Choice(string name, string word, IEnumerable<(string Key, string Word)> choices, string value, Action<OrderDraft, string> write) => builder =>
    {
        builder.OpenElement(0, "label");
        builder.AddAttribute(1, "class", "ct-field");
        builder.OpenElement(2, "span");
        builder.AddContent(3, Words[word].Value);
        builder.CloseElement();
        builder.OpenElement(4, "select");
        builder.AddAttribute(5, "class", "ct-input");
        builder.AddAttribute(6, "onchange", EventCallback.Factory.Create<ChangeEventArgs>(this, asked => Set(name, asked.Value, write)));
        foreach (var (key, said) in choices)
        {
            builder.OpenElement(7, "option");
            builder.SetKey(key);
            builder.AddAttribute(8, "value", key);
            builder.AddAttribute(9, "selected", key == value);
            builder.AddContent(10, said);
            builder.CloseElement();
        }

        builder.CloseElement();
        builder.AddContent(11, Wrong(name));
        builder.CloseElement();
    };

    private RenderFragment Wrong(string field) => builder =>
    {
        foreach (var problem in ProblemsOf(field))
        {
            builder.OpenElement(0, "small");
            builder.SetKey(problem);
            builder.AddAttribute(1, "class", "ct-wrong");
            builder.OpenComponent<StateGlyph>(2);
            builder.AddComponentParameter(3, nameof(StateGlyph.Of), FloorState.Risk);
            builder.CloseComponent();
            builder.AddContent(4, problem);
            builder.CloseElement();
        }
    };
}

using System.Globalization;
using System.Text.Json;
using ControlTower.Access;
using ControlTower.ExceptionQueue;
using ControlTower.Intake;
using ControlTower.Inventory;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Components;

namespace ControlTower.Screens.OrderOps;

/// <summary>One case, or all of a cause: what can be done, why it stopped, what was tried. The act is sent under an id made when its form was opened.</summary>
public sealed partial class CasePane : ComponentBase
{
    private readonly List<CaseAction> _offered = [];
    private Dictionary<string, string?> _values = [];
    private CaseForm? _form;
    private CaseAction? _action;
    private Guid _command;
    private (Guid Case, bool IsMarked)? _read;
    private CaseEntry? _drawn;
    private IReadOnlyList<CaseFact> _facts = [];
    private OrderPicture? _order;
    private IReadOnlyList<string> _warehouses = [];
    private string? _raw;
    private bool _mayReadRaw;
    private bool _mustDraw;
    private bool _isBusy;
    private bool _isReady;
    private bool _isStarting;
    private bool _mayAct;
    private Refusal? _refused;
    private string? _partly;
    private WhyQuestion? _cancel;

    [Inject] private TowerWords Words { get; set; } = default!;

    [Inject] private ICurrentPlace Place { get; set; } = default!;

    [Inject] private ActorSource Visitor { get; set; } = default!;

    [Inject] private ResolveCaseHandler Handler { get; set; } = default!;

    [Inject] private CaseActs Acts { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    [Inject] private OrderReader Orders { get; set; } = default!;

    [Inject] private MessageShelf Messages { get; set; } = default!;

    [Inject] private StockReader Stock { get; set; } = default!;

    [Parameter, EditorRequired] public required CaseEntry Entry { get; set; }

    /// <summary>The act was done, for all or for some.</summary>
    [Parameter] public EventCallback<CaseDone> OnDone { get; set; }

    [Parameter] public EventCallback<CaseAsk> OnAsk { get; set; }

    /// <summary>Somebody begins to work here: the pane stays where it is.</summary>
    [Parameter] public EventCallback OnTouch { get; set; }

    [Parameter] public EventCallback OnBack { get; set; }

    private CaseRow Row => Entry.First;

    private string? Subject => Entry.IsMarked ? null : Entry.IsFolded || Row.Code == ExceptionCode.SkuUnknown ? CaseFacts.Of(Row).GetValueOrDefault("sku") ?? Row.Number : Row.Number ?? Row.Store;

    private Guid? Message => CaseFacts.Of(Row).TryGetValue("message", out var id) && Guid.TryParse(id, out var message) ? message : null;

    private IEnumerable<(string Label, string Value)> Contact =>
        Entry.IsFolded || Entry.IsMarked || _order?.Contact is not { } contact
            ? []
            : new[]
            {
                ("order.name", contact.ShipName ?? contact.Name), ("order.phone", contact.ShipPhone ?? contact.Phone), ("order.email", contact.Email),
                ("order.address", string.Join(Words.IsRightToLeft ? "، " : ", ", new[] { contact.Line1, contact.Line2, contact.City, contact.Region, contact.Postcode }.Where(part => !string.IsNullOrWhiteSpace(part)))),
            }.Where(line => !string.IsNullOrWhiteSpace(line.Item2)).Select(line => (line.Item1, line.Item2!));

    /// <summary>Goes to the first field as soon as it is drawn; where there is nothing to fill in, does it.</summary>
    /// <param name="mayAct">The reader had the case before them: they know what they do.</param>
    /// <param name="action">Another one than the first.</param>
    public void Start(bool mayAct, CaseAction? action = null)
    {
        if (action is null || _offered.Contains(action.Value))
        {
            (_isStarting, _mayAct) = (true, mayAct && action is null);
            TurnTo(action ?? _action);
            StateHasChanged();
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_read == (Row.Id, Entry.IsMarked))
        {
            _facts = CaseFacts.Of(Row, Words);
            return;
        }

        _read = (Row.Id, Entry.IsMarked);
        (_refused, _partly, _order, _raw, _action, _form, _cancel, _isReady) = (null, null, null, null, null, null, null, false);
        _facts = CaseFacts.Of(Row, Words);
        await OfferAsync();
        await ReadAsync();
        _isReady = true;
        TurnTo(_offered.Count > 0 ? _offered[0] : null);
    }

    /// <summary>Drawn when the case reads differently or somebody does something here, never because the list was.</summary>
    protected override bool ShouldRender() => _mustDraw || _drawn is null || !_drawn.ReadsLike(Entry);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        (_drawn, _mustDraw) = (Entry, false);
        if (_isStarting && _isReady && _form is { } form)
        {
            _isStarting = false;
            if (!await form.FocusAsync() && _mayAct)
            {
                await SubmitAsync();
                StateHasChanged();
            }
        }
    }

    /// <summary>What can be performed here and this person may do.</summary>
    private async Task OfferAsync()
    {
        var who = await Visitor.NowAsync();
        _offered.Clear();
        _offered.AddRange(Acts.OfferedTo(who, Row).Where(action => !Entry.IsMarked || IsForMany(action)));
        _mayReadRaw = who.May(Duty.ReadRawMessages);
    }

    private async Task ReadAsync()
    {
        var who = await Visitor.NowAsync();
        if (Row.OrderId is { } order && (await Orders.ForAsync(order, who, default)).Decided(out var picture, out _))
        {
            _order = picture;
        }

        _warehouses = _offered.Contains(CaseAction.OtherWarehouse) ? [.. (await Stock.WarehousesAsync(default)).Select(now => now.Site.Key).Where(who.Sees)] : [];
        _raw = Message is { } message && _mayReadRaw ? (await Messages.FindAsync(message, default))?.Body : null;
    }

    /// <summary>Opens the form of an action, with what is known already.</summary>
    private void TurnTo(CaseAction? action)
    {
        Draw();
        if (action == _action && action is not null)
        {
            return; // what was typed stays
        }

        if (action == CaseAction.CancelOrder)
        {
            _cancel = new(
                Words[Entry.IsMarked ? "exceptions.cancelMarked" : "exceptions.cancelTitle"], Row.Number, Words["exceptions.cancelText"], [.. Enum.GetValues<CancelCause>().Select(cause => new WhyReason(Camel(cause), Words.Of(cause)))],
                Words.Act("cancelOrder"), Words.Act("keepOrder"));
            return;
        }

        (_action, _command, _refused) = (action, Guid.NewGuid(), null);
        var contact = _order?.Contact;
        _values = action switch
        {
            CaseAction.FixPhone => new() { ["phone"] = contact?.ShipPhone ?? contact?.Phone },
            CaseAction.CompleteAddress => new()
            {
                ["line1"] = contact?.Line1, ["line2"] = contact?.Line2, ["city"] = contact?.City, ["region"] = contact?.Region, ["postcode"] = contact?.Postcode,
                ["country"] = contact?.Country,
            },
            CaseAction.MapService => new() { ["service"] = "standard" },
            CaseAction.ConfirmCod => new() { ["by"] = "phone" },
            CaseAction.Merge => new() { ["into"] = CaseFacts.Of(Row).GetValueOrDefault("other") },
            CaseAction.SetUnits => new() { ["line"] = Number(Row.LineNo) },
            CaseAction.DropLine or CaseAction.Substitute => new() { ["line"] = Number(Row.LineNo ?? _order?.Lines.FirstOrDefault(line => line.Backordered > 0)?.LineNo) },
            _ => [],
        };
    }
}

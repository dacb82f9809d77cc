using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;
using ControlTower.Screens.CustomerSupport;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Components;

namespace ControlTower.Screens.Returns;

/// <summary>What this reader can do about a return now; the first is the one solid button.</summary>
public enum ReturnAct { SaveGrade, Receive, Authorise, Approve, Refuse, Reject }

/// <summary>One return: what was announced, what came, what was found, its money, and the act that is due.</summary>
public sealed partial class ReturnPane : ComponentBase
{
    private readonly Dictionary<int, int> _counts = [];
    private readonly Dictionary<int, GradeWish> _grades = [];
    private ReturnPicture? _one;
    private ReturnRow? _read;
    private Actor? _who;
    private Guid _command = Guid.NewGuid();
    private bool _mayReceive;
    private bool _isBusy;
    private Refusal? _refused;
    private WhyQuestion? _why;
    private ReturnAct _asked;

    [Inject] private TowerWords Words { get; set; } = default!;

    [Inject] private ActorSource Visitor { get; set; } = default!;

    [Inject] private ReturnReader Reader { get; set; } = default!;

    [Inject] private ReturnActsHandler Handler { get; set; } = default!;

    [Inject] private ReturnPhotos Photos { get; set; } = default!;

    [Inject] private ICurrentPlace Place { get; set; } = default!;

    [Parameter, EditorRequired] public required ReturnRow Row { get; set; }

    /// <summary>Only whether its money goes back is decided here.</summary>
    [Parameter] public bool IsForMoney { get; set; }

    /// <summary>Something was done; the words say what.</summary>
    [Parameter] public EventCallback<string> OnDone { get; set; }

    [Parameter] public EventCallback OnBack { get; set; }

    private bool IsOwn => _one?.Refund is { State: RefundState.Pending } refund && refund.RequestedBy == _who?.Id && _who?.May(Duty.ApproveRefunds) == true;

    private bool IsExpected => _one?.State is ReturnState.Requested or ReturnState.Authorised or ReturnState.InTransit or ReturnState.Expired;

    private string Since => Row.State == ReturnState.Received
        ? Words["returns.receivedSince", OrderAnswer.Time(Row.StateSince, Words, Place.Now.Zone)].Value
        : Words["returns.since", OrderAnswer.Time(Row.StateSince, Words, Place.Now.Zone)].Value;

    private IReadOnlyList<ReturnAct> Acts
    {
        get
        {
            if (_one is not { } one || _who is not { } who)
            {
                return [];
            }

            var acts = new List<ReturnAct>();
            var (mayReceive, mayOpen) = (who.May(Duty.ReceiveReturns), who.May(Duty.OpenReturns));
            acts.AddRange(IsForMoney ? [] : one.State switch
            {
                ReturnState.Requested => [.. mayOpen ? [ReturnAct.Authorise] : (ReturnAct[])[], .. mayReceive ? [ReturnAct.Receive, ReturnAct.Reject] : (ReturnAct[])[]],
                ReturnState.Authorised or ReturnState.InTransit => mayReceive ? [ReturnAct.Receive, ReturnAct.Reject] : [],
                ReturnState.Expired => mayReceive ? [ReturnAct.Receive] : [],
                ReturnState.Received => mayReceive ? [ReturnAct.SaveGrade, ReturnAct.Reject] : [],
                ReturnState.Graded or ReturnState.Dispositioned or ReturnState.Closed or ReturnState.Rejected => [],
            });
            if (one.Refund?.State == RefundState.Pending && who.May(Duty.ApproveRefunds))
            {
                acts.AddRange([ReturnAct.Approve, ReturnAct.Refuse]);
            }

            return acts;
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!ReferenceEquals(_read, Row))
        {
            _read = Row;
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        _who = await Visitor.NowAsync();
        _mayReceive = _who.May(Duty.ReceiveReturns);
        if ((await Reader.FindAsync(Row.Id, _who, default)).Decided(out var one, out var refused))
        {
            _one = one;
            foreach (var line in one.Lines)
            {
                _counts.TryAdd(line.Line, line.Units);
                if (line.ToGrade > 0)
                {
                    _grades.TryAdd(line.Line, new GradeWish());
                }
            }
        }
        else
        {
            _refused = refused;
        }
    }

    private async Task PhotoAsync((int Line, byte[] File) taken)
    {
        _refused = null;
        if ((await Photos.KeepAsync(taken.File, default)).Decided(out var kept, out var refused))
        {
            _grades[taken.Line].Photo = kept.File;
        }
        else
        {
            _refused = refused;
        }
    }

    private async Task ActAsync(ReturnAct act)
    {
        if (act is ReturnAct.Refuse or ReturnAct.Reject)
        {
            _asked = act;
            _why = new(Words[$"returns.ask.{act}"], Row.Name, Words[$"returns.askText.{act}"], [], Words[$"returns.act.{act}"], Words.Act("back"));
            return;
        }

        await DoAsync(act, why: null);
    }

    private async Task AnswerAsync(WhyAnswer? answer)
    {
        _why = null;
        if (answer is not null)
        {
            await DoAsync(_asked, answer.Why);
        }
    }

    private async Task DoAsync(ReturnAct act, string? why)
    {
        (_isBusy, _refused) = (true, null);
        var who = await Visitor.NowAsync();
        var refused = act switch
        {
            ReturnAct.SaveGrade => RefusedOf(await Handler.HandleAsync(new GradeReturn(_command, who, Row.Id, [.. Graded()]), default)),
            ReturnAct.Receive => RefusedOf(await Handler.HandleAsync(new ReceiveReturn(_command, who, Row.Id, _counts.ToDictionary(), Place.Now.Key), default)),
            ReturnAct.Authorise => RefusedOf(await Handler.HandleAsync(new AuthoriseReturn(_command, who, Row.Id), default)),
            ReturnAct.Approve => RefusedOf(await Handler.HandleAsync(new ApproveRefund(_command, who, Row.Id), default)),
            ReturnAct.Refuse => RefusedOf(await Handler.HandleAsync(new RefuseRefund(_command, who, Row.Id, why), default)),
            ReturnAct.Reject => RefusedOf(await Handler.HandleAsync(new RejectReturn(_command, who, Row.Id, why), default)),
        };
        (_isBusy, _refused, _command) = (false, refused, Guid.NewGuid());
        if (refused is null)
        {
            await ReadAsync();
            await OnDone.InvokeAsync(Words[$"returns.done.{act}", Row.Name]);
        }
    }

    private IEnumerable<AskedGrade> Graded() =>
        from line in _one!.Lines
        where line.ToGrade > 0
        let wish = _grades[line.Line]
        select new AskedGrade(line.Line, line.ToGrade, wish.Grade, wish.Disposition ?? ReturnRules.Usual(wish.Grade), wish.Photo);

    private static Refusal? RefusedOf<T>(Outcome<Committed<T>> outcome)
        where T : class, IJournaled => outcome.Decided(out _, out var refused) ? null : refused;
}

/// <summary>What somebody means to say of a line, until it is saved.</summary>
public sealed class GradeWish
{
    public Grade Grade { get; set; } = Grade.New;

    /// <summary>Null: where such things usually go.</summary>
    public Disposition? Disposition { get; set; }

    public string? Photo { get; set; }
}

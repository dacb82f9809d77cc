using System.Globalization;
using System.Text.Json;
using ControlTower.Intake;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.CustomerSupport;
using ControlTower.Screens.Parts;

namespace ControlTower.Screens.OrderOps;

/// <summary>What was done.</summary>
/// <param name="Told">In a few words.</param>
/// <param name="Solved">The cases that it was done for; none where they stay open.</param>
public sealed record CaseDone(string Told, IReadOnlyList<Guid> Solved);

/// <summary>What is sent: for one case, for all of a cause, or for each that is marked.</summary>
public sealed partial class CasePane
{
    private Task CancelAsync(WhyAnswer? answer)
    {
        Draw();
        _cancel = null;
        return answer is null ? Task.CompletedTask : SendAsync(CaseAction.CancelOrder, new() { ["cause"] = answer.Reason ?? "" }, answer.Why, Guid.NewGuid());
    }

    private async Task SubmitAsync()
    {
        if (_action is { } action && !_isBusy)
        {
            var known = action == CaseAction.CompleteAddress ? _order?.Contact : null;
            var told = _values.Where(value => IsTold(action, value.Key, value.Value) && !IsKnown(known, value.Key, value.Value!))
                .ToDictionary(value => value.Key, value => value.Value!);
            await SendAsync(action, told, _values.GetValueOrDefault("why"), _command);
        }
    }

    private async Task SendAsync(CaseAction action, Dictionary<string, string> values, string? why, Guid command)
    {
        (_isBusy, _refused, _partly) = (true, null, null);
        Draw();
        try
        {
            var who = await Visitor.NowAsync();
            var (done, all, refused) = Entry.IsMarked ? await EachAsync(action, values, why, who) : await OnceAsync(action, values, why, command, who);
            if (done.Count == 0)
            {
                _refused = refused;
                return;
            }

            _partly = done.Count < all ? Words["exceptions.partly", Words.Number(done.Count), Words.Number(all)].Value : null;
            _command = Guid.NewGuid();
            var about = done.Count > 1 ? Words.Plural("count.orders", done.Count) : Row.Number ?? Row.Store ?? "";
            await OnDone.InvokeAsync(action.LeavesOpen() ? new(Words["exceptions.noted"], []) : new(Words["exceptions.done", Words.Of(action), about], done));
        }
        finally
        {
            _isBusy = false;
            Draw();
        }
    }

    private async Task<(IReadOnlyList<Guid> Done, int All, Refusal? Refused)> EachAsync(CaseAction action, Dictionary<string, string> values, string? why, Actor who)
    {
        var (done, refused) = await Acts.ResolveAsync(Entry.Rows, action, values, why, who);
        return (done, Entry.Rows.Count, refused);
    }

    /// <summary>For one case, or at once for all of its cause.</summary>
    private async Task<(IReadOnlyList<Guid> Done, int All, Refusal? Refused)> OnceAsync(CaseAction action, Dictionary<string, string> values, string? why, Guid command, Actor who)
    {
        var outcome = await Handler.HandleAsync(new(command, Row.Id, action, values, why, Entry.IsFolded && IsForCause(action), who), default);
        return outcome.Decided(out var committed, out var refused)
            ? ([.. committed.Event.Results.Where(result => result.Refused is null).Select(result => result.Case)], committed.Event.Results.Count, null)
            : ([], 1, refused);
    }

    private string DoWord(CaseAction action) =>
        Entry.IsMarked || (Entry.IsFolded && IsForCause(action) && action != CaseAction.MapSku) ? Words["exceptions.forAll", Words.Of(action), Words.Plural("count.orders", Entry.Orders)]
        : Entry.IsFolded && action == CaseAction.MapSku ? Words.Plural("exceptions.mapFrees", Entry.Orders)
        : Words.Of(action);

    /// <summary>Says nothing that differs from order to order.</summary>
    private static bool IsForMany(CaseAction action) => ActionValues.Of(action).All(name => name is "service" or "by" or "warehouse" or "text" or "cause");

    /// <summary>The same answer is right for every order that waits for the same; each case knows its own line.</summary>
    private static bool IsForCause(CaseAction action) => IsForMany(action) || action is CaseAction.MapSku or CaseAction.DropLine or CaseAction.SetUnits;

    private bool IsTold(CaseAction action, string name, string? value) =>
        ActionValues.Of(action).Contains(name) && !string.IsNullOrWhiteSpace(value) && !(name == "line" && Row.LineNo is not null && action != CaseAction.Substitute);

    /// <summary>What stays as it is need not be told.</summary>
    private static bool IsKnown(PicturedContact? known, string name, string value) => known is not null && value == name switch
    {
        "line1" => known.Line1,
        "line2" => known.Line2,
        "city" => known.City,
        "region" => known.Region,
        "postcode" => known.Postcode,
        _ => known.Country,
    };

    /// <summary>With its day, unless it is today.</summary>
    private string Spell(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Place.Now.Zone).Date == TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), Place.Now.Zone).Date
            ? TimeZoneInfo.ConvertTime(at, Place.Now.Zone).ToString("HH:mm", CultureInfo.InvariantCulture)
            : OrderAnswer.Time(at, Words, Place.Now.Zone);

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private void Draw() => _mustDraw = true;
}

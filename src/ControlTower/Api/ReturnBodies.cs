using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;

namespace ControlTower.Api;

/// <summary>A return as its GET and all its acts answer it.</summary>
/// <param name="Refund">State of its money; <c>none</c> where nothing was asked for.</param>
/// <param name="Exchange">Number of the order that went out in exchange.</param>
public sealed record ReturnBody(
    Guid Id, string Name, string Number, string Warehouse, ReturnKind Kind, string Source, ReturnState State, RefundState Refund, DateTimeOffset OpenedAt, string? OpenedBy,
    DateTimeOffset? ReceivedAt, DateTimeOffset? GradedAt, string? GradedBy, string? Why, string? Exchange, IReadOnlyList<ReturnLineBody> Lines,
    IReadOnlyList<ReturnGradeBody> Grades, IReadOnlyList<RefundBody> Refunds)
{
    public static ReturnBody Of(ReturnPicture one) => new(
        one.Id, one.Name, one.Number, one.Warehouse, one.Kind, ApiJson.Spell(one.Source), one.State, one.Refund?.State ?? RefundState.None, one.OpenedAt, one.OpenedName,
        one.ReceivedAt, one.GradedAt, one.GradedName, one.Why, one.Exchange,
        [.. one.Lines.Select(line => new ReturnLineBody(line.Line, line.Sku, line.Name, line.Units, line.Received, line.Graded, line.Reason))],
        [.. one.Grades.Select(grade => new ReturnGradeBody(grade.Line, grade.Units, grade.Grade, grade.Disposition, grade.Photo, grade.ByName, grade.At))],
        [.. one.Refunds.Select(refund => new RefundBody(
            refund.State, MoneyBody.Of(new Money(refund.AmountMinor, refund.Currency)), refund.RequestedName, refund.RequestedAt, refund.DecidedName, refund.ByRule,
            refund.Why, refund.ExecutedAt, refund.Reference, refund.Error))]);
}

public sealed record ReturnLineBody(int Line, string Sku, string Name, int Units, int Received, int Graded, ReturnReason Reason);

public sealed record ReturnGradeBody(int Line, int Units, Grade Grade, Disposition Disposition, string? Photo, string By, DateTimeOffset At);

/// <param name="ByRule">Below the limit: nobody had to approve it.</param>
public sealed record RefundBody(
    RefundState State, MoneyBody Amount, string RequestedBy, DateTimeOffset RequestedAt, string? DecidedBy, bool ByRule, string? Why, DateTimeOffset? ExecutedAt,
    string? Reference, string? Error);

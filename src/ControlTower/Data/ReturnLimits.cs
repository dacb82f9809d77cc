using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Data;

/// <summary>What may not come back, and what may not be graded as somebody wants.</summary>
internal static class ReturnLimits
{
    /// <returns>Null, or <c>returns.lines-missing</c>, <c>returns.not-shipped</c>.</returns>
    public static Refusal? RefuseLines(SalesOrder order, string number, List<LockedReturn> others, IReadOnlyList<AskedReturn> lines)
    {
        if (lines.Count == 0 || lines.Any(line => line.Units <= 0))
        {
            return ReturnRefusals.LinesMissing();
        }

        foreach (var line in lines.GroupBy(line => line.Line))
        {
            var of = order.Lines.Find(known => known.LineNo == line.Key);
            if (of is null)
            {
                return OrderRefusals.LineUnknown(line.Key, "lines");
            }

            // Announced and not here yet, or here already: either way it cannot come back twice.
            var announced = others.Where(other => other.Case.State is ReturnState.Requested or ReturnState.Authorised or ReturnState.InTransit)
                .SelectMany(other => other.Case.Lines).Where(known => known.LineNo == line.Key).Sum(known => known.Units);
            var left = of.Shipped - of.Returned - announced;
            if (line.Sum(part => part.Units) > left)
            {
                return ReturnRefusals.NotShipped(number, line.Key, line.Sum(part => part.Units), Math.Max(0, left));
            }
        }

        return null;
    }

    /// <returns>Null, or <c>returns.lines-missing</c>, <c>returns.not-received</c>, <c>returns.disposition</c>.</returns>
    public static Refusal? RefuseGrades(ReturnCase one, IReadOnlyList<AskedGrade> grades)
    {
        if (grades.Count == 0 || grades.Any(grade => grade.Units <= 0))
        {
            return ReturnRefusals.LinesMissing();
        }

        foreach (var line in grades.GroupBy(grade => grade.Line))
        {
            var waits = one.Lines.Where(known => known.LineNo == line.Key).Sum(known => known.Received - known.Graded);
            if (line.Sum(grade => grade.Units) > waits)
            {
                return ReturnRefusals.NotReceived(line.Key, line.Sum(grade => grade.Units), waits);
            }
        }

        return grades.FirstOrDefault(grade => !ReturnRules.Allows(grade.Grade, grade.Disposition)) is { } wrong
            ? ReturnRefusals.WrongDisposition(wrong.Grade, wrong.Disposition)
            : null;
    }
}

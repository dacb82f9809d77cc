using System.Text.Json;
using System.Text.Json.Serialization;
using ControlTower.Access;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Returns;

/// <summary>A return as its screen shows it: what was announced, what came, what was found, and its money.</summary>
/// <param name="Ticked">Steps of the intake's checklist that are done.</param>
public sealed record ReturnPicture(
    Guid Id, string Name, string Number, string Warehouse, ReturnKind Kind, ReturnSource Source, ReturnState State, DateTimeOffset StateSince, DateTimeOffset OpenedAt,
    string? OpenedName, DateTimeOffset? ReceivedAt, DateTimeOffset? GradedAt, string? GradedName, string? Why, string? Exchange, string Currency, long TotalMinor, bool IsPaid,
    DateTimeOffset? DeliveredAt, IReadOnlyList<ReturnPictureLine> Lines, IReadOnlyList<GradePicture> Grades, IReadOnlyList<RefundPicture> Refunds,
    IReadOnlyList<string> Ticked)
{
    /// <summary>The refund that counts; null: none was asked for.</summary>
    public RefundPicture? Refund => Refunds.LastOrDefault(refund => refund.State != RefundState.Refused) ?? (Refunds.Count > 0 ? Refunds[^1] : null);
}

/// <param name="PaidMinor">What was paid for all units of the line that come back.</param>
public sealed record ReturnPictureLine(
    int Line, string Sku, string Name, string? Image, int Units, int Received, int Graded, ReturnReason Reason, long PaidMinor)
{
    public int ToGrade => Received - Graded;
}

public sealed record GradePicture(int Line, int Units, Grade Grade, Disposition Disposition, string? Photo, string ByName, DateTimeOffset At);

public sealed record RefundPicture(
    Guid Id, RefundState State, long AmountMinor, string Currency, Guid RequestedBy, string RequestedName, DateTimeOffset RequestedAt, string? DecidedName, bool ByRule,
    string? Why, DateTimeOffset? ExecutedAt, string? Reference, string? Error);

/// <summary>Reads one return whole.</summary>
public sealed class ReturnReader(NpgsqlDataSource database, OrderNumbers numbers)
{
    private const string Sql = """
        select r.id, r.number, o.number, r.warehouse, r.kind, r.source, r.state, r.state_since, r.opened_at, r.opened_name, r.received_at, r.graded_at, r.graded_name, r.why,
            (select x.number from sales_order x where x.id = r.exchange_order), o.currency, o.total_minor, o.payment,
            (select max(p.delivered_at) from parcel p where p.order_id = r.order_id),
            coalesce((select jsonb_agg(jsonb_build_object('line', l.line_no, 'sku', l.sku, 'name', coalesce(s.name, ol.name), 'image', coalesce('/pictures/' || s.image, s.image_url),
                'units', l.units, 'received', l.received, 'graded', l.graded, 'reason', l.reason,
                'paid_minor', ol.line_total_minor * greatest(l.units, l.received) / greatest(ol.ordered, 1)) order by l.seq)
                from return_line l join order_line ol on ol.order_id = r.order_id and ol.line_no = l.line_no left join sku s on s.sku = l.sku where l.return_id = r.id), '[]')::text,
            coalesce((select jsonb_agg(jsonb_build_object('line', g.line_no, 'units', g.units, 'grade', g.grade, 'disposition', g.disposition, 'photo', g.photo,
                'by_name', g.by_name, 'at', g.at) order by g.at) from return_grade g where g.return_id = r.id), '[]')::text,
            coalesce((select jsonb_agg(to_jsonb(x) order by x.requested_at) from refund x where x.return_id = r.id), '[]')::text,
            array(select step from sop_run t where t.slug = 'returns-intake' and t.subject = 'return:' || r.id)
        from return_case r join sales_order o on o.id = r.order_id
        """;

    private static readonly JsonSerializerOptions s_rows = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <returns>Or <c>returns.unknown</c>, <c>access.scope</c>.</returns>
    public async Task<Outcome<ReturnPicture>> FindAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"{Sql} where r.id = $1");
        read.Parameters.Add(new() { Value = id });
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return ReturnRefusals.Unknown(id.ToString());
        }

        var picture = PictureOf(reader);
        return actor.Sees(picture.Warehouse) ? picture : AccessRefusals.OutOfScope(picture.Warehouse);
    }

    private ReturnPicture PictureOf(NpgsqlDataReader row) => new(
        row.GetGuid(0), ReturnCase.NameOf(row.GetInt64(1)), numbers.Text(row.GetInt64(2)), row.GetString(3), row.Word<ReturnKind>(4), row.Word<ReturnSource>(5),
        row.Word<ReturnState>(6), row.Time(7), row.Time(8), row.MaybeText(9), row.MaybeTime(10), row.MaybeTime(11), row.MaybeText(12), row.MaybeText(13),
        row.IsDBNull(14) ? null : numbers.Text(row.GetInt64(14)), row.GetString(15), row.GetInt64(16), PaymentFlow.IsPaid(row.Word<PaymentState>(17)), row.MaybeTime(18),
        List<ReturnPictureLine>(row, 19), List<GradePicture>(row, 20), List<RefundPicture>(row, 21),
        row.GetFieldValue<string[]>(22));

    private static List<T> List<T>(NpgsqlDataReader row, int at) => JsonSerializer.Deserialize<List<T>>(row.GetString(at), s_rows)!;
}

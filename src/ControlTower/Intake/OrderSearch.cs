using ControlTower.Data;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Intake;

/// <summary>One thing that was found.</summary>
/// <param name="Kind"><c>order</c> or <c>sku</c>.</param>
/// <param name="Number">The order's number; the SKU.</param>
/// <param name="Matched">What was recognised: <c>number</c>, <c>externalNumber</c>, <c>phone</c>, <c>email</c>, <c>name</c>, <c>sku</c>, <c>barcode</c>.</param>
/// <param name="Headline">Null for what is no order.</param>
/// <param name="Customer">First name and an initial; empty where the reader may not see it.</param>
public sealed record SearchHit(
    string Kind, string Number, string Matched, Guid? Order, Headline? Headline, string Store, string Customer, Money? Total, DateTimeOffset? LastMovementAt, string Text);

/// <summary>
/// Finds by whatever a customer or a label says. Each way of looking uses an index of its own and stops after some rows, so that the answer
/// comes as quickly among a million orders as among ten. An exact number comes first.
/// </summary>
/// <remarks>
/// Written for plans that are kept: a beginning is looked for as a range, since <c>like</c> with a parameter finds no index; and orders and
/// SKUs are asked for in one journey to the database.
/// </remarks>
public sealed class OrderSearch([FromKeyedServices(LookupPool.Key)] NpgsqlDataSource database, OrderNumbers numbers)
{
    /// <summary>Behind everything that begins with the text before it.</summary>
    private const string Last = "\U0010FFFF";


    public const int CharsMax = 100;
    private const int HitsMax = 20;
    private const int PhoneDigitsMin = 4;

    /// <summary>More than these of a number are its country and its leading zero, which people write or leave out.</summary>
    private const int PhoneDigitsMax = 9;

    /// <summary>How many candidates a way of looking brings before the newest are chosen.</summary>
    private const int CandidatesMax = 200;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string asked, Actor actor, CancellationToken cancellationToken, int most = HitsMax)
    {
        var text = asked.Trim() is { Length: > CharsMax } longer ? longer[..CharsMax] : asked.Trim();
        if (text.Length == 0 || text.Contains('\0', StringComparison.Ordinal))
        {
            return [];
        }

        await using var find = database.CreateBatch();
        find.BatchCommands.Add(OrdersBy(text, actor, most));
        find.BatchCommands.Add(SkusBy(text));
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        List<SearchHit> hits = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            hits.Add(HitOf(reader, actor.May(Duty.ViewPersonalData)));
        }

        if (hits.Count > 0 && hits[0].Matched == "number")
        {
            return hits;
        }

        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            hits.Add(new("sku", reader.GetString(0), reader.GetString(2), null, null, "", "", null, null, reader.GetString(1)));
        }

        return hits;
    }

    private NpgsqlBatchCommand OrdersBy(string text, Actor actor, int most)
    {
        var find = new NpgsqlBatchCommand();
        var ways = WaysOf(text, actor, find);
        var scope = "";
        if (actor.Warehouses is { } own)
        {
            find.Parameters.Add(new() { Value = own.ToArray() });
            scope = $"""
                where not exists (select 1 from fulfilment_group g where g.order_id = o.id and g.state <> 'cancelled' and g.warehouse <> all(${find.Parameters.Count}))
                   or exists (select 1 from fulfilment_group g where g.order_id = o.id and g.state <> 'cancelled' and g.warehouse = any(${find.Parameters.Count}))
                """;
        }

        find.CommandText = $"""
            with found as (
                select distinct on (id) id, rank, matched from ({string.Join(" union all ", ways)}) every (id, rank, matched) order by id, rank
            )
            select o.id, o.number, o.headline, o.store, coalesce(c.ship_name, c.name, ''), o.total_minor, o.currency, o.last_movement_at, o.external_number, f.matched, f.rank
            from found f join sales_order o on o.id = f.id join order_contact c on c.order_id = o.id
            {scope}
            order by f.rank, o.last_movement_at desc limit {most}
            """;
        return find;
    }

    private List<string> WaysOf(string text, Actor actor, NpgsqlBatchCommand find)
    {
        List<string> ways = [];
        if (numbers.Find(text) is { } number)
        {
            ways.Add($"(select id, 0, 'number' from sales_order where number = {Add(number)})");
        }

        // A shop's "#1001" is often told without its sign. The two keys of a store and its order have one index, hence the detour over the stores.
        ways.Add($"(select id, 1, 'externalNumber' from sales_order where external_number = any({Add(new[] { text, "#" + text, text.TrimStart('#') })}) order by last_movement_at desc limit {CandidatesMax})");
        ways.Add($"(select o.id, 1, 'externalNumber' from channel_store s cross join lateral (select id from sales_order where store = s.key and external_id = {Add(text)}) o)");
        if (!actor.May(Duty.ViewPersonalData))
        {
            return ways; // whoever may not see a phone may not find by it
        }

        if (PhoneDigits(text) is { } digits)
        {
            var last = digits.Length <= PhoneDigitsMax ? digits : digits[^PhoneDigitsMax..];
            ways.Add($"(select order_id, 2, 'phone' from order_contact where {BeginsWith("phone_reversed", new string([.. last.Reverse()]))} limit {CandidatesMax})");
        }

        if (text.Contains('@', StringComparison.Ordinal))
        {
            ways.Add($"(select order_id, 2, 'email' from order_contact where {BeginsWith("lower(email)", text.ToLowerInvariant())} limit {CandidatesMax})");
        }
        else if (TextFolding.Fold(text) is { Length: >= 2 } name && name.Any(char.IsLetter))
        {
            ways.Add($"(select order_id, 3, 'name' from order_contact where {BeginsWith("name_folded", name)} limit {CandidatesMax})");
            if (name.Length >= 3)
            {
                ways.Add($"(select order_id, 4, 'name' from order_contact where name_folded like {Add("%" + Literal(name) + "%")} limit {CandidatesMax})");
            }
        }

        return ways;

        string BeginsWith(string column, string beginning) => $"{column} ~>=~ {Add(beginning)} and {column} ~<~ {Add(beginning + Last)}";

        string Add(object value)
        {
            find.Parameters.Add(new() { Value = value });
            return $"${find.Parameters.Count}";
        }
    }

    private static NpgsqlBatchCommand SkusBy(string text)
    {
        var find = new NpgsqlBatchCommand("""
            select sku, name, 'sku' from sku where sku = any($1)
            union all
            select s.sku, s.name, 'barcode' from sku_barcode b join sku s on s.sku = b.sku where b.gtin = $2
            limit 5
            """);
        find.Parameters.Add(new() { Value = new[] { text, text.ToUpperInvariant() } });
        find.Parameters.Add(new() { Value = (object?)Gtin.Find(text) ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        return find;
    }

    private SearchHit HitOf(NpgsqlDataReader row, bool isPersonal)
    {
        var (number, customer) = (numbers.Text(row.GetInt64(1)), isPersonal ? PersonalData.ShortName(row.GetString(4)) : "");
        var (headline, total) = (row.Word<Headline>(2), new Money(row.GetInt64(5), row.GetString(6)));
        var text = string.Join(" · ", new[] { customer, row.GetString(8), headline.ToString(), total.ToString() }.Where(part => part.Length > 0));
        return new("order", number, row.GetString(9), row.GetGuid(0), headline, row.GetString(3), customer, total, row.Time(7), text);
    }

    /// <returns>Null where the text is no phone number: something else than digits and what people put between them.</returns>
    private static string? PhoneDigits(string text)
    {
        var folded = TextFolding.Fold(text);
        var digits = string.Concat(folded.Where(char.IsAsciiDigit));
        return digits.Length >= PhoneDigitsMin && folded.All(letter => char.IsAsciiDigit(letter) || letter is ' ' or '+' or '-' or '(' or ')' or '.' or '/') ? digits : null;
    }

    private static string Literal(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}

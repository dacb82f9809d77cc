using ControlTower.Data;
using ControlTower.Playbook.Packing;
using Npgsql;

namespace ControlTower.Packing;

/// <summary>What a scan changes, as statements that travel together: what the playbook's entities would change, without loading them.</summary>
internal static class PackWriting
{
    public static void Add(NpgsqlBatch batch, Work work, BenchParcel bench, IReadOnlyList<PackPut> puts)
    {
        foreach (var put in puts)
        {
            if (put.Units > 0)
            {
                BenchRows.Add(batch, """
                    insert into parcel_line (parcel_id, line_no, sku, units) values ($1, $2, $3, $4)
                    on conflict (parcel_id, line_no, sku) do update set units = parcel_line.units + excluded.units
                    """, bench.Id, put.LineNo, put.Sku, put.Units);
            }
            else
            {
                BenchRows.Add(batch, "delete from parcel_line where parcel_id = $1 and line_no = $2 and sku = $3 and units = $4", bench.Id, put.LineNo, put.Sku, -put.Units);
                BenchRows.Add(batch, "update parcel_line set units = units - $4 where parcel_id = $1 and line_no = $2 and sku = $3", bench.Id, put.LineNo, put.Sku, -put.Units);
            }

            if (put.LineUnits != 0)
            {
                BenchRows.Add(batch, "update order_line set picked = picked - $3, packed = packed + $3 where order_id = $1 and line_no = $2", bench.OrderId, put.LineNo, put.LineUnits);
            }
        }

        if (puts.Count > 0)
        {
            AddForgetWeight(batch, bench.Id);
            BenchRows.Add(batch, "update sales_order set version = version + 1, last_movement_at = $2 where id = $1", bench.OrderId, work.Now);
        }
    }

    /// <summary>What lies in it is another thing now, so what the scale said holds no longer.</summary>
    private static void AddForgetWeight(NpgsqlBatch batch, Guid parcel)
    {
        BenchRows.Add(batch, "delete from pack_check where parcel_id = $1", parcel);
        BenchRows.Add(batch, "update parcel set weight_grams = null where id = $1 and weight_grams is not null", parcel);
        BenchRows.Add(batch, "delete from sop_run where slug = $1 and subject = $2 and step = $3", PackingChecklist.Slug, Playbook.Vocabulary.JournalKeys.Parcel(parcel), PackingChecklist.Weight);
    }

    /// <summary>The same as <see cref="Checklists.TickAsync"/>, in the batch at hand.</summary>
    public static void AddTick(NpgsqlBatch batch, Work work, Guid parcel, string step) =>
        BenchRows.Add(batch, """
            insert into sop_run (id, slug, version, subject, step, ticked_at, by)
            select $1, $2, (select max(version) from sop_version where slug = $2), $3, $4, $5, $6 on conflict (slug, subject, step) do nothing
            """, Guid.CreateVersion7(work.Now), PackingChecklist.Slug, Playbook.Vocabulary.JournalKeys.Parcel(parcel), step, work.Now, work.By.Id);
}

/// <summary>The checklist of the bench: its steps, in their order. All are ticked by the work itself but the papers, which a person puts in.</summary>
public static class PackingChecklist
{
    public const string Slug = "packing-checklist";
    public const string Units = "units";
    public const string Weight = "weight";
    public const string Papers = "papers";
    public const string Photo = "photo";
    public const string Seal = "seal";

    public static IReadOnlyList<string> Steps { get; } = [Units, Weight, Papers, Photo, Seal];

    /// <summary>Steps that a person ticks.</summary>
    public static bool IsByHand(string step) => step == Papers;
}

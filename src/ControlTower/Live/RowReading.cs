using Npgsql;

namespace ControlTower.Live;

/// <summary>Short readers for boards that speak SQL themselves.</summary>
public static class RowReading
{
    /// <summary>An enumeration, stored in camel case.</summary>
    public static TEnum Word<TEnum>(this NpgsqlDataReader row, int at)
        where TEnum : struct, Enum => Enum.Parse<TEnum>(row.GetString(at), ignoreCase: true);

    public static TEnum? MaybeWord<TEnum>(this NpgsqlDataReader row, int at)
        where TEnum : struct, Enum => row.IsDBNull(at) ? null : row.Word<TEnum>(at);

    public static DateTimeOffset Time(this NpgsqlDataReader row, int at) => row.GetFieldValue<DateTimeOffset>(at);

    public static DateTimeOffset? MaybeTime(this NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.Time(at);

    public static string? MaybeText(this NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}

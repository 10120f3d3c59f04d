using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>A column of a result.</summary>
public sealed record SnowflakeColumn
{
    internal SnowflakeColumn()
    {
    }

    /// <summary>Its name, in the case that the service gives it.</summary>
    public required string Name { get; init; }

    /// <summary>Its type.</summary>
    public required SnowflakeType Type { get; init; }

    /// <summary>The service's name of the type, such as <c>fixed</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>Digits of a number; null for other types.</summary>
    public int? Precision { get; init; }

    /// <summary>Digits behind the point, of a number or of seconds; null for other types.</summary>
    public int? Scale { get; init; }

    /// <summary>Length of a text in characters, or of binary data in bytes; null for other types.</summary>
    public long? Length { get; init; }

    /// <summary>Whether values may be null.</summary>
    public bool IsNullable { get; init; } = true;

    /// <summary>Type of the elements of a vector; null for other types.</summary>
    public SnowflakeType? ElementType { get; init; }

    internal static SnowflakeColumn Of(JsonElement column)
    {
        string name = SnowflakeAnswer.Text(column, "type") ?? "";
        string extension = SnowflakeAnswer.Text(column, "extTypeName") ?? "";
        SnowflakeType type = extension.ToUpperInvariant() switch
        {
            "GEOGRAPHY" => SnowflakeType.Geography,
            "GEOMETRY" => SnowflakeType.Geometry,
            _ => TypeOf(name),
        };
        return new SnowflakeColumn
        {
            Name = SnowflakeAnswer.Text(column, "name") ?? "",
            Type = type,
            TypeName = extension.Length > 0 ? extension : name,
            Precision = (int?)Number(column, "precision"),
            Scale = (int?)Number(column, "scale"),
            Length = Number(column, "length"),
            IsNullable = !column.TryGetProperty("nullable", out JsonElement nullable) || nullable.ValueKind != JsonValueKind.False,
            ElementType = type == SnowflakeType.Vector ? Element(column) : null,
        };
    }

    private static SnowflakeType TypeOf(string name) => name.ToUpperInvariant() switch
    {
        "FIXED" => SnowflakeType.Number,
        "REAL" => SnowflakeType.Float,
        "DECFLOAT" => SnowflakeType.DecFloat,
        "TEXT" => SnowflakeType.Text,
        "BOOLEAN" => SnowflakeType.Boolean,
        "DATE" => SnowflakeType.Date,
        "TIME" => SnowflakeType.Time,
        "TIMESTAMP_NTZ" => SnowflakeType.TimestampNtz,
        "TIMESTAMP_LTZ" or "TIMESTAMP" => SnowflakeType.TimestampLtz,
        "TIMESTAMP_TZ" => SnowflakeType.TimestampTz,
        "BINARY" => SnowflakeType.Binary,
        "VARIANT" => SnowflakeType.Variant,
        "OBJECT" => SnowflakeType.Object,
        "ARRAY" => SnowflakeType.Array,
        "MAP" => SnowflakeType.Map,
        "VECTOR" => SnowflakeType.Vector,
        "INTERVAL_YEAR_MONTH" => SnowflakeType.IntervalYearMonth,
        "INTERVAL_DAY_TIME" => SnowflakeType.IntervalDayTime,
        _ => SnowflakeType.Unknown,
    };

    private static SnowflakeType? Element(JsonElement column) =>
        column.TryGetProperty("fields", out JsonElement fields) && fields.ValueKind == JsonValueKind.Array && fields.GetArrayLength() > 0
            ? TypeOf(SnowflakeAnswer.Text(fields[0], "type") ?? "")
            : null;

    private static long? Number(JsonElement column, string name) =>
        column.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;
}

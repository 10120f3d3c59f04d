using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Writes values as parameters have them.</summary>
internal static class BigQueryEncoding
{
    // What a decimal holds, less a little: whoever means a larger number writes its digits.
    private const double LargestDecimal = 7.9e28;

    public static JsonObject Type(BigQueryType type) => type.Kind switch
    {
        BigQueryTypeKind.Array => new JsonObject { ["type"] = "ARRAY", ["arrayType"] = Type(type.Element!) },
        BigQueryTypeKind.Range => new JsonObject { ["type"] = "RANGE", ["rangeElementType"] = Type(type.Element!) },
        BigQueryTypeKind.Struct => new JsonObject
        {
            ["type"] = "STRUCT",
            ["structTypes"] = new JsonArray([.. type.Fields.Select(static field => new JsonObject { ["name"] = field.Name, ["type"] = Type(field.Type) })]),
        },
        _ => new JsonObject { ["type"] = type.Name },
    };

    /// <exception cref="ArgumentException">The value is none of the type.</exception>
    public static JsonObject Value(BigQueryType type, object? value, string name) => (type.Kind, value) switch
    {
        (_, BigQueryValue typed) => Value(type, typed.Value, name),

        // The service has no word for null: what is not there is null.
        (_, null) => [],
        (BigQueryTypeKind.Array, IEnumerable elements and not string) => new JsonObject
        {
            ["arrayValues"] = new JsonArray([.. elements.Cast<object?>().Select(element => Value(type.Element!, element, name + "[]"))]),
        },
        (BigQueryTypeKind.Struct, BigQueryRow row) => Struct(type, row, name),
        (BigQueryTypeKind.Struct, IReadOnlyDictionary<string, object?> members) => Struct(type, members, name),
        (BigQueryTypeKind.Range, IBigQueryRange range) => new JsonObject
        {
            ["rangeValue"] = new JsonObject { ["start"] = Value(type.Element!, range.Start, name), ["end"] = Value(type.Element!, range.End, name) },
        },
        (BigQueryTypeKind.Array or BigQueryTypeKind.Struct or BigQueryTypeKind.Range, _) => throw Misfit(type, value, name),
        _ => new JsonObject { ["value"] = Text(type, value) ?? throw Misfit(type, value, name) },
    };

    private static JsonObject Struct(BigQueryType type, BigQueryRow row, string name) =>
        row.Count == type.Fields.Count
            ? Struct(type.Fields.Select((field, index) => (field, row[index])), name)
            : throw Misfit(type, row, name);

    private static JsonObject Struct(BigQueryType type, IReadOnlyDictionary<string, object?> members, string name)
    {
        if (members.Keys.FirstOrDefault(key => type.Fields.All(field => field.Name != key)) is { } unknown)
        {
            throw new ArgumentException($"The parameter '{name}' is a {type}, which has no field '{unknown}'.", nameof(members));
        }

        return Struct(type.Fields.Select(field => (field, members.GetValueOrDefault(field.Name))), name);
    }

    private static JsonObject Struct(IEnumerable<(BigQueryField Field, object? Value)> members, string name)
    {
        JsonObject values = [];
        foreach ((BigQueryField field, object? value) in members)
        {
            if (field.Name.Length == 0 || values.ContainsKey(field.Name))
            {
                throw new ArgumentException($"The fields of the parameter '{name}' must have names, each another.", nameof(members));
            }

            values[field.Name] = Value(field.Type, value, $"{name}.{field.Name}");
        }

        return new JsonObject { ["structValues"] = values };
    }

    // A text passes as it is: the service knows its own forms.
    private static string? Text(BigQueryType type, object value) => (type.Kind, value) switch
    {
        (BigQueryTypeKind.Json, string text) => text,
        (_, string text) => text,
        (BigQueryTypeKind.Bool, bool truth) => truth ? "true" : "false",
        (BigQueryTypeKind.Int64 or BigQueryTypeKind.Numeric or BigQueryTypeKind.BigNumeric or BigQueryTypeKind.Float64, _) when Whole(value) is { } whole => whole,
        (BigQueryTypeKind.Float64, double or float or Half or decimal or BigQueryNumeric) => Floating(value),
        (BigQueryTypeKind.Numeric or BigQueryTypeKind.BigNumeric, decimal or BigQueryNumeric) => Invariant(value),
        (BigQueryTypeKind.Numeric or BigQueryTypeKind.BigNumeric, double or float) when Math.Abs(Convert.ToDouble(value, CultureInfo.InvariantCulture)) < LargestDecimal =>
            Invariant(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        (BigQueryTypeKind.String, char or Guid or Uri or Enum) => value.ToString(),
        (BigQueryTypeKind.Bytes, byte[] bytes) => Convert.ToBase64String(bytes),
        (BigQueryTypeKind.Bytes, ReadOnlyMemory<byte> bytes) => Convert.ToBase64String(bytes.Span),
        (BigQueryTypeKind.Bytes, Memory<byte> bytes) => Convert.ToBase64String(bytes.Span),
        (BigQueryTypeKind.Date, DateOnly day) => BigQueryText.Of(day),
        (BigQueryTypeKind.Date, DateTime day) => BigQueryText.Of(DateOnly.FromDateTime(day)),
        (BigQueryTypeKind.Time, TimeOnly time) => BigQueryText.Of(time),
        (BigQueryTypeKind.DateTime, DateTime time) => BigQueryText.Of(time),
        (BigQueryTypeKind.DateTime, DateOnly day) => BigQueryText.Of(day.ToDateTime(default)),
        (BigQueryTypeKind.Timestamp, DateTimeOffset time) => BigQueryText.Of(time),
        (BigQueryTypeKind.Timestamp, DateTime time) => BigQueryText.Of(Moment(time)),
        (BigQueryTypeKind.Interval, BigQueryInterval interval) => interval.ToString(),
        (BigQueryTypeKind.Interval, TimeSpan time) => new BigQueryInterval(0, 0, time).ToString(),
        (BigQueryTypeKind.Json, JsonElement { ValueKind: not JsonValueKind.Undefined } json) => json.GetRawText(),
        (BigQueryTypeKind.Json, JsonDocument json) => json.RootElement.GetRawText(),
        (BigQueryTypeKind.Json, JsonNode json) => json.ToJsonString(),
        _ => null,
    };

    private static string? Whole(object value) =>
        value is long or int or short or sbyte or ulong or uint or ushort or byte or BigInteger or Int128 or UInt128 ? Invariant(value) : null;

    private static string Floating(object value) => BigQueryText.Of(value switch
    {
        Half half => (double)half,
        float single => single,
        decimal number => (double)number,
        BigQueryNumeric number => (double)number,
        _ => (double)value,
    });

    // A time of no zone is one of UTC, as it is for the service.
    private static DateTimeOffset Moment(DateTime time) =>
        new(time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static string Invariant(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static ArgumentException Misfit(BigQueryType type, object? value, string name) =>
        new($"The parameter '{name}' is to be a {type}, which a {value?.GetType().Name} is not.", nameof(value));
}

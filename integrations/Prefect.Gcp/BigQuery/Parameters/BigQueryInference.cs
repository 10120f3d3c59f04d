using System.Collections;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Finds the type of BigQuery that a value of .NET is.</summary>
internal static class BigQueryInference
{
    private const int DeepestNesting = 15;

    /// <exception cref="ArgumentException">The value has no type of its own, or one that BigQuery has not.</exception>
    public static BigQueryType TypeOf(object? value, string name, int depth = 0) => value switch
    {
        _ when depth > DeepestNesting => throw new ArgumentException($"The parameter '{name}' is nested more than {DeepestNesting} levels deep.", nameof(value)),
        null => throw new ArgumentException(
            $"The parameter '{name}' is null, which has no type of its own: write %({name}:INT64)s in the operation, or pass BigQueryValue.Null(\"INT64\"), with the type it is to have.",
            nameof(value)),
        BigQueryValue typed => typed.Type,
        BigInteger big => NumberType(big, name),
        ulong big => big <= long.MaxValue ? BigQueryType.Int64 : BigQueryType.Numeric,
        Int128 big => NumberType(big, name),
        UInt128 big => NumberType(big, name),
        decimal number => ((BigQueryNumeric)number).FitsNumeric ? BigQueryType.Numeric : BigQueryType.BigNumeric,
        BigQueryNumeric number => number.FitsNumeric ? BigQueryType.Numeric : BigQueryType.BigNumeric,
        DateTime time => time.Kind == DateTimeKind.Unspecified ? BigQueryType.DateTime : BigQueryType.Timestamp,
        Enum => BigQueryType.String,
        JsonNode => BigQueryType.Json,
        BigQueryRow row => BigQueryType.StructOfAny([.. row.Fields]),
        IReadOnlyDictionary<string, object?> members => StructType(members, name, depth),
        _ when TypeOf(value.GetType()) is { } type => type,
        IEnumerable elements => ArrayType(elements, name, depth),
        _ => throw new ArgumentException($"The parameter '{name}' is a {value.GetType().Name}, which BigQuery has no type for.", nameof(value)),
    };

    /// <summary>The type that all values of a type of .NET are; null where that depends on the value.</summary>
    private static BigQueryType? TypeOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { } plain when plain == typeof(bool) => BigQueryType.Bool,
        { } plain when plain == typeof(long) || plain == typeof(int) || plain == typeof(short) || plain == typeof(sbyte)
            || plain == typeof(uint) || plain == typeof(ushort) || plain == typeof(byte) => BigQueryType.Int64,
        { } plain when plain == typeof(double) || plain == typeof(float) || plain == typeof(Half) => BigQueryType.Float64,
        { } plain when plain == typeof(string) || plain == typeof(char) || plain == typeof(Guid) || plain == typeof(Uri) => BigQueryType.String,
        { } plain when plain == typeof(byte[]) || plain == typeof(ReadOnlyMemory<byte>) || plain == typeof(Memory<byte>) => BigQueryType.Bytes,
        { } plain when plain == typeof(DateOnly) => BigQueryType.Date,
        { } plain when plain == typeof(TimeOnly) => BigQueryType.Time,
        { } plain when plain == typeof(DateTimeOffset) => BigQueryType.Timestamp,
        { } plain when plain == typeof(TimeSpan) || plain == typeof(BigQueryInterval) => BigQueryType.Interval,
        { } plain when plain == typeof(JsonElement) || plain == typeof(JsonDocument) => BigQueryType.Json,
        { } plain when plain == typeof(BigQueryRange<DateOnly>) => BigQueryType.RangeOf(BigQueryType.Date),
        { } plain when plain == typeof(BigQueryRange<DateTime>) => BigQueryType.RangeOf(BigQueryType.DateTime),
        { } plain when plain == typeof(BigQueryRange<DateTimeOffset>) => BigQueryType.RangeOf(BigQueryType.Timestamp),
        _ => null,
    };

    private static BigQueryType StructType(IReadOnlyDictionary<string, object?> members, string name, int depth) =>
        members.Count > 0
            ? BigQueryType.StructOf([.. members.Select(member => new BigQueryField(member.Key, TypeOf(member.Value, $"{name}.{member.Key}", depth + 1)))])
            : throw new ArgumentException($"The parameter '{name}' is a struct without fields.", nameof(members));

    // Elements that are numbers may be of NUMERIC and BIGNUMERIC: the wider one holds them all.
    private static BigQueryType ArrayType(IEnumerable elements, string name, int depth)
    {
        BigQueryType? type = ElementType(elements);
        foreach (object? element in type is null ? elements : Array.Empty<object>())
        {
            BigQueryType next = element is null && type is not null ? type : TypeOf(element, name + "[]", depth + 1);
            type = (type?.Kind, next.Kind) switch
            {
                (null, _) => next,
                (BigQueryTypeKind.Numeric or BigQueryTypeKind.BigNumeric, BigQueryTypeKind.BigNumeric) => next,
                (BigQueryTypeKind.BigNumeric, BigQueryTypeKind.Numeric) => type!,
                (BigQueryTypeKind.Int64, BigQueryTypeKind.Numeric or BigQueryTypeKind.BigNumeric) => next,
                (BigQueryTypeKind.Numeric or BigQueryTypeKind.BigNumeric, BigQueryTypeKind.Int64) => type!,
                _ when next.Equals(type) => next,
                _ => throw new ArgumentException($"The elements of the parameter '{name}' are of different types: {type} and {next}.", nameof(elements)),
            };
        }

        return type is null
            ? throw new ArgumentException(
                $"The parameter '{name}' is an empty array, whose type nothing tells: pass an array of a type, such as long[], or new BigQueryValue(\"ARRAY<INT64>\", …).",
                nameof(elements))
            : BigQueryType.ArrayOf(type);
    }

    private static BigQueryType? ElementType(IEnumerable elements) => elements switch
    {
        IEnumerable<decimal> or IEnumerable<decimal?> => null,
        Array array when array.GetType().GetElementType() is { } element => TypeOf(element),
        _ when elements.GetType() is { IsGenericType: true } generic && generic.GenericTypeArguments is [{ } element] => TypeOf(element),
        _ => null,
    };

    private static BigQueryType NumberType(BigInteger big, string name)
    {
        BigQueryNumeric number = new(big);
        return number.FitsNumeric ? BigQueryType.Numeric
            : number.FitsBigNumeric ? BigQueryType.BigNumeric
            : throw new ArgumentException($"The parameter '{name}' has more digits than any number of BigQuery.", nameof(big));
    }
}

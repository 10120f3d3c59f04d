using System.Diagnostics.CodeAnalysis;

namespace Prefect.Gcp;

/// <summary>A type of BigQuery: of a column, or of a parameter. A text such as <c>ARRAY&lt;INT64&gt;</c> is one too.</summary>
/// <example>
/// <code>
/// BigQueryType tags = BigQueryType.ArrayOf(BigQueryType.String);
/// BigQueryType point = "STRUCT&lt;x FLOAT64, y FLOAT64&gt;";
/// </code>
/// </example>
[SuppressMessage("Naming", "CA1720", Justification = "These are the names of BigQuery's own types.")]
public sealed class BigQueryType : IEquatable<BigQueryType>
{
    private BigQueryType(BigQueryTypeKind kind, string name, BigQueryType? element = null, IReadOnlyList<BigQueryField>? fields = null)
    {
        Kind = kind;
        Name = name;
        Element = element;
        Fields = fields ?? [];
    }

    /// <summary>Truth values.</summary>
    public static BigQueryType Bool { get; } = new(BigQueryTypeKind.Bool, "BOOL");

    /// <summary>Whole numbers of 64 bits.</summary>
    public static BigQueryType Int64 { get; } = new(BigQueryTypeKind.Int64, "INT64");

    /// <summary>Floating-point numbers of 64 bits.</summary>
    public static BigQueryType Float64 { get; } = new(BigQueryTypeKind.Float64, "FLOAT64");

    /// <summary>Decimal numbers of 29 digits before and 9 behind the point.</summary>
    public static BigQueryType Numeric { get; } = new(BigQueryTypeKind.Numeric, "NUMERIC");

    /// <summary>Decimal numbers of 38 digits before and behind the point.</summary>
    public static BigQueryType BigNumeric { get; } = new(BigQueryTypeKind.BigNumeric, "BIGNUMERIC");

    /// <summary>Texts.</summary>
    public static BigQueryType String { get; } = new(BigQueryTypeKind.String, "STRING");

    /// <summary>Sequences of bytes.</summary>
    public static BigQueryType Bytes { get; } = new(BigQueryTypeKind.Bytes, "BYTES");

    /// <summary>Days of the calendar.</summary>
    public static BigQueryType Date { get; } = new(BigQueryTypeKind.Date, "DATE");

    /// <summary>Times of a day.</summary>
    public static BigQueryType Time { get; } = new(BigQueryTypeKind.Time, "TIME");

    /// <summary>Days with times, in no time zone.</summary>
    public static BigQueryType DateTime { get; } = new(BigQueryTypeKind.DateTime, "DATETIME");

    /// <summary>Points in time.</summary>
    public static BigQueryType Timestamp { get; } = new(BigQueryTypeKind.Timestamp, "TIMESTAMP");

    /// <summary>Points, lines and areas on the earth.</summary>
    public static BigQueryType Geography { get; } = new(BigQueryTypeKind.Geography, "GEOGRAPHY");

    /// <summary>JSON documents.</summary>
    public static BigQueryType Json { get; } = new(BigQueryTypeKind.Json, "JSON");

    /// <summary>Durations in months, days and time.</summary>
    public static BigQueryType Interval { get; } = new(BigQueryTypeKind.Interval, "INTERVAL");

    /// <summary>Which type it is, without what it is made of.</summary>
    public BigQueryTypeKind Kind { get; }

    /// <summary>Type of the elements of an array, or of the ends of a range; null for other types.</summary>
    public BigQueryType? Element { get; }

    /// <summary>Fields of a struct; empty for other types.</summary>
    public IReadOnlyList<BigQueryField> Fields { get; }

    /// <summary>The name of the type alone, as SQL has it.</summary>
    internal string Name { get; }

    /// <summary>Gives the type of arrays.</summary>
    /// <param name="element">Type of the elements: any but an array.</param>
    /// <exception cref="ArgumentException">The element is null or an array, which BigQuery has not.</exception>
    public static BigQueryType ArrayOf(BigQueryType element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return element.Kind == BigQueryTypeKind.Array
            ? throw new ArgumentException("BigQuery has no arrays of arrays: put the inner one in a struct.", nameof(element))
            : new BigQueryType(BigQueryTypeKind.Array, "ARRAY", element);
    }

    /// <summary>Gives the type of ranges.</summary>
    /// <param name="element">Type of the ends: <see cref="Date"/>, <see cref="DateTime"/> or <see cref="Timestamp"/>.</param>
    /// <exception cref="ArgumentException">The element is null or another type.</exception>
    public static BigQueryType RangeOf(BigQueryType element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return element.Kind is BigQueryTypeKind.Date or BigQueryTypeKind.DateTime or BigQueryTypeKind.Timestamp
            ? new BigQueryType(BigQueryTypeKind.Range, "RANGE", element)
            : throw new ArgumentException($"Ranges are of DATE, DATETIME or TIMESTAMP, not of {element}.", nameof(element));
    }

    /// <summary>Gives the type of structs.</summary>
    /// <param name="fields">The fields, at least one.</param>
    /// <exception cref="ArgumentException">There are no fields.</exception>
    public static BigQueryType StructOf(params IReadOnlyList<BigQueryField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentOutOfRangeException.ThrowIfZero(fields.Count, nameof(fields));
        return new BigQueryType(BigQueryTypeKind.Struct, "STRUCT", fields: [.. fields]);
    }

    /// <summary>Reads a type, in any case, by the names of SQL or of table schemas.</summary>
    /// <param name="text">The type, such as <c>INT64</c>, <c>integer</c> or <c>ARRAY&lt;STRUCT&lt;a STRING&gt;&gt;</c>.</param>
    /// <exception cref="ArgumentException">The text is no type.</exception>
    public static BigQueryType Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        try
        {
            return new BigQueryTypeParser(text).Parse();
        }
        catch (FormatException exception)
        {
            throw new ArgumentException(exception.Message, nameof(text), exception);
        }
    }

    /// <summary>Reads a type, as <see cref="Parse"/> does.</summary>
    /// <param name="text">The type.</param>
    public static implicit operator BigQueryType(string text) => Parse(text);

    /// <summary>Tells whether another type is the same, names of fields included.</summary>
    /// <param name="other">The other type.</param>
    public bool Equals(BigQueryType? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BigQueryType);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>Gives the type as SQL has it.</summary>
    public override string ToString() => Kind switch
    {
        BigQueryTypeKind.Array or BigQueryTypeKind.Range => $"{Name}<{Element}>",
        BigQueryTypeKind.Struct => $"STRUCT<{string.Join(", ", Fields.Select(static field => field.Name.Length == 0 ? $"{field.Type}" : $"{field.Name} {field.Type}"))}>",
        _ => Name,
    };

    /// <summary>A type that this version does not know.</summary>
    internal static BigQueryType Other(string name) => new(BigQueryTypeKind.Unknown, name);

    /// <summary>A struct that may have no fields.</summary>
    internal static BigQueryType StructOfAny(IReadOnlyList<BigQueryField> fields) => new(BigQueryTypeKind.Struct, "STRUCT", fields: fields);

    /// <summary>The type without parts that has a name; null when none has.</summary>
    internal static BigQueryType? Find(string name) => name.ToUpperInvariant() switch
    {
        "BOOL" or "BOOLEAN" => Bool,
        "INT64" or "INTEGER" or "INT" or "SMALLINT" or "BIGINT" or "TINYINT" or "BYTEINT" => Int64,
        "FLOAT64" or "FLOAT" => Float64,
        "NUMERIC" or "DECIMAL" => Numeric,
        "BIGNUMERIC" or "BIGDECIMAL" => BigNumeric,
        "STRING" => String,
        "BYTES" => Bytes,
        "DATE" => Date,
        "TIME" => Time,
        "DATETIME" => DateTime,
        "TIMESTAMP" => Timestamp,
        "GEOGRAPHY" => Geography,
        "JSON" => Json,
        "INTERVAL" => Interval,
        _ => null,
    };
}

using System.Diagnostics.CodeAnalysis;

namespace Prefect.Gcp;

/// <summary>A type of BigQuery, without what it is made of.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the names of BigQuery's own types.")]
public enum BigQueryTypeKind
{
    /// <summary>A type that this version does not know; its values are given as the text that the service sends.</summary>
    Unknown,

    /// <summary><c>BOOL</c>, a <see cref="bool"/>.</summary>
    Bool,

    /// <summary><c>INT64</c>, a <see cref="long"/>.</summary>
    Int64,

    /// <summary><c>FLOAT64</c>, a <see cref="double"/>.</summary>
    Float64,

    /// <summary><c>NUMERIC</c>, a <see cref="BigQueryNumeric"/> of 29 digits before and 9 behind the point.</summary>
    Numeric,

    /// <summary><c>BIGNUMERIC</c>, a <see cref="BigQueryNumeric"/> of 38 digits before and behind the point.</summary>
    BigNumeric,

    /// <summary><c>STRING</c>, a <see cref="string"/>.</summary>
    String,

    /// <summary><c>BYTES</c>, an array of <see cref="byte"/>.</summary>
    Bytes,

    /// <summary><c>DATE</c>, a <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary><c>TIME</c>, a <see cref="TimeOnly"/>.</summary>
    Time,

    /// <summary><c>DATETIME</c>, a <see cref="System.DateTime"/> of no time zone.</summary>
    DateTime,

    /// <summary><c>TIMESTAMP</c>, a <see cref="DateTimeOffset"/>.</summary>
    Timestamp,

    /// <summary><c>GEOGRAPHY</c>, a <see cref="string"/> in the form WKT.</summary>
    Geography,

    /// <summary><c>JSON</c>, a <see cref="System.Text.Json.JsonElement"/>.</summary>
    Json,

    /// <summary><c>INTERVAL</c>, a <see cref="BigQueryInterval"/>.</summary>
    Interval,

    /// <summary><c>RANGE</c>, a <see cref="BigQueryRange{T}"/>.</summary>
    Range,

    /// <summary><c>ARRAY</c>, an array of the type of its elements.</summary>
    Array,

    /// <summary><c>STRUCT</c>, a <see cref="BigQueryRow"/>.</summary>
    Struct,
}

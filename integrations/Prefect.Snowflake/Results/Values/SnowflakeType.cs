using System.Diagnostics.CodeAnalysis;

namespace Prefect.Snowflake;

/// <summary>The type of a column.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the names of Snowflake's own types.")]
public enum SnowflakeType
{
    /// <summary>One that this package does not know; values are given as the text that the service sends.</summary>
    Unknown,

    /// <summary>A decimal number, <c>NUMBER</c>: <see cref="long"/> or <see cref="decimal"/>, and beyond these <see cref="System.Numerics.BigInteger"/> or <see cref="SnowflakeNumber"/>.</summary>
    Number,

    /// <summary>A number of floating point, <c>FLOAT</c>: <see cref="double"/>.</summary>
    Float,

    /// <summary>A decimal number of floating point, <c>DECFLOAT</c>: <see cref="decimal"/>, and beyond it <see cref="SnowflakeNumber"/>.</summary>
    DecFloat,

    /// <summary>A text, <c>VARCHAR</c>: <see cref="string"/>.</summary>
    Text,

    /// <summary>True or false, <c>BOOLEAN</c>: <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>A day, <c>DATE</c>: <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>A time of the day, <c>TIME</c>: <see cref="TimeOnly"/>.</summary>
    Time,

    /// <summary>A time on the wall, <c>TIMESTAMP_NTZ</c>: <see cref="DateTime"/> of no kind.</summary>
    TimestampNtz,

    /// <summary>A moment, <c>TIMESTAMP_LTZ</c>: <see cref="DateTimeOffset"/> in the time zone of the session.</summary>
    TimestampLtz,

    /// <summary>A moment with its offset, <c>TIMESTAMP_TZ</c>: <see cref="DateTimeOffset"/>.</summary>
    TimestampTz,

    /// <summary>Bytes, <c>BINARY</c>: an array of <see cref="byte"/>.</summary>
    Binary,

    /// <summary>Anything, <c>VARIANT</c>: its JSON as <see cref="string"/>.</summary>
    Variant,

    /// <summary>Values by name, <c>OBJECT</c>: its JSON as <see cref="string"/>.</summary>
    Object,

    /// <summary>Values in order, <c>ARRAY</c>: its JSON as <see cref="string"/>.</summary>
    Array,

    /// <summary>Values by key, <c>MAP</c>: its JSON as <see cref="string"/>.</summary>
    Map,

    /// <summary>Numbers in order, <c>VECTOR</c>: an array of <see cref="float"/> or <see cref="int"/>.</summary>
    Vector,

    /// <summary>A place on earth, <c>GEOGRAPHY</c>: <see cref="string"/> in the session's output format.</summary>
    Geography,

    /// <summary>A shape on a plane, <c>GEOMETRY</c>: <see cref="string"/> in the session's output format.</summary>
    Geometry,

    /// <summary>A span of years and months: <see cref="string"/> such as <c>+1-02</c>.</summary>
    IntervalYearMonth,

    /// <summary>A span of days to seconds: <see cref="TimeSpan"/>.</summary>
    IntervalDayTime,
}

namespace Prefect.Snowflake;

/// <summary>A value of a type that is said rather than inferred: the null of a type, a moment for <c>TIMESTAMP_LTZ</c>.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Value">The value, of a .NET type that goes with the type; null for none.</param>
/// <example>
/// <code>
/// Dictionary&lt;string, object?&gt; parameters = new() { ["closed"] = SnowflakeValue.Null(SnowflakeType.Date) };
/// </code>
/// </example>
public sealed record SnowflakeValue(SnowflakeType Type, object? Value)
{
    /// <summary>Gives the null of a type.</summary>
    /// <param name="type">The type.</param>
    public static SnowflakeValue Null(SnowflakeType type) => new(type, null);

    /// <summary>Gives the type; the value may be nobody's business.</summary>
    public override string ToString() => $"SnowflakeValue {{ Type = {Type} }}";
}

namespace Prefect.Gcp;

/// <summary>A value of a type that is said rather than inferred: null, an empty array, a text that is a geography.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Value">The value: of the .NET type that goes with the type, or its text in the service's form; null for none.</param>
/// <example>
/// <code>
/// Dictionary&lt;string, object?&gt; parameters = new() { ["closed"] = BigQueryValue.Null("DATE"), ["area"] = new BigQueryValue("GEOGRAPHY", "POINT(13.4 52.5)") };
/// </code>
/// </example>
/// <exception cref="ArgumentNullException">The type is null.</exception>
public sealed record BigQueryValue(BigQueryType Type, object? Value)
{
    /// <summary>Its type.</summary>
    /// <exception cref="ArgumentNullException">The type is null.</exception>
    public BigQueryType Type
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = Type ?? throw new ArgumentNullException(nameof(Type));

    /// <summary>Gives the null of a type.</summary>
    /// <param name="type">The type.</param>
    /// <exception cref="ArgumentNullException">The type is null.</exception>
    public static BigQueryValue Null(BigQueryType type) => new(type, null);

    /// <summary>Gives the type; the value may be nobody's business.</summary>
    public override string ToString() => $"BigQueryValue {{ Type = {Type} }}";
}

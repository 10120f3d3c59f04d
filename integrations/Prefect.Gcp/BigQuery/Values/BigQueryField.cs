namespace Prefect.Gcp;

/// <summary>A column of a table, or a field of a struct.</summary>
/// <param name="Name">Its name; empty for a field of a struct that has none.</param>
/// <param name="Type">Its type. A column that repeats is an array.</param>
/// <exception cref="ArgumentNullException">The name or the type is null.</exception>
public sealed record BigQueryField(string Name, BigQueryType Type)
{
    /// <summary>Its name; empty for a field of a struct that has none.</summary>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public string Name
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = Name ?? throw new ArgumentNullException(nameof(Name));

    /// <summary>Its type. A column that repeats is an array.</summary>
    /// <exception cref="ArgumentNullException">The type is null.</exception>
    public BigQueryType Type
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = Type ?? throw new ArgumentNullException(nameof(Type));

    /// <summary>Whether it always has a value. Default: it may be null.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Text for people.</summary>
    public string? Description { get; init; }

    /// <summary>The most characters of a text, or bytes of a sequence; null sets no limit.</summary>
    public long? MaxLength { get; init; }

    /// <summary>The most digits of a decimal number; null leaves the type's own.</summary>
    public long? Precision { get; init; }

    /// <summary>The most digits behind the point; null leaves the type's own.</summary>
    public long? Scale { get; init; }

    /// <summary>An expression of SQL that new rows have for a value; null for none.</summary>
    public string? DefaultValueExpression { get; init; }

    /// <summary>How texts are compared, such as <c>und:ci</c>; null leaves the table's own.</summary>
    public string? Collation { get; init; }
}

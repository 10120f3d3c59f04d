namespace Prefect.Gcp;

/// <summary>A column of a table, or a field of a struct.</summary>
/// <param name="Name">Its name; empty for a field of a struct that has none.</param>
/// <param name="Type">Its type. A column that repeats is an array.</param>
public sealed record BigQueryField(string Name, BigQueryType Type)
{
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

namespace Prefect.Snowflake;

/// <summary>How a statement is run.</summary>
internal sealed record SnowflakeQueryOptions
{
    public static SnowflakeQueryOptions Default { get; } = new();

    /// <summary>How many statements the text holds; 0 for any number, null for one.</summary>
    public int? StatementCount { get; init; }

    /// <summary>How long is waited for it to end; it is cancelled then. Null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The only sign-in that the statement makes sense in; null where any will do.</summary>
    public int? Generation { get; init; }

    /// <summary>Whether only the columns are wanted: nothing is run.</summary>
    public bool DescribeOnly { get; init; }
}

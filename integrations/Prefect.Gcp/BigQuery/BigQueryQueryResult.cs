using System.Data;

namespace Prefect.Gcp;

/// <summary>What a query gave, in the form that was asked for.</summary>
public sealed record BigQueryQueryResult
{
    /// <summary>The rows; none where a table or another form was asked for.</summary>
    public IReadOnlyList<BigQueryRow> Rows { get; init; } = [];

    /// <summary>The rows as a table, where that was asked for; null otherwise.</summary>
    public DataTable? Table { get; init; }

    /// <summary>What the caller's own function made of the rows, where one was given and no table was asked for; null otherwise.</summary>
    public object? Transformed { get; init; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<BigQueryField> Fields { get; init; } = [];

    /// <summary>The service's id of the job.</summary>
    public required string JobId { get; init; }

    /// <summary>Bytes that the query read; null when the service does not say.</summary>
    public long? TotalBytesProcessed { get; init; }

    /// <summary>How many rows of a table a statement changed; null for one that changes none.</summary>
    public long? AffectedRows { get; init; }
}

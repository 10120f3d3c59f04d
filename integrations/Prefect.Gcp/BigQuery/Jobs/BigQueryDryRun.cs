namespace Prefect.Gcp;

/// <summary>What a query would read and give.</summary>
/// <param name="TotalBytesProcessed">Bytes that it would read.</param>
/// <param name="Fields">The columns that it would give; none for a statement that gives no rows.</param>
public sealed record BigQueryDryRun(long TotalBytesProcessed, IReadOnlyList<BigQueryField> Fields);

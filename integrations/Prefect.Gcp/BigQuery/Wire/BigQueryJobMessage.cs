using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>A job, as the service gives it. Numbers of 64 bits come as texts.</summary>
internal sealed record BigQueryJobMessage(
    BigQueryJobReference? JobReference, BigQueryJobStatus? Status, BigQueryStatisticsMessage? Statistics, BigQueryConfigurationMessage? Configuration)
{
    /// <summary>A job of which no more is known than where it is: whoever waits for it looks.</summary>
    public static BigQueryJobMessage At(BigQueryJobReference job) => new(job, null, null, null);

    public bool IsDone => string.Equals(Status?.State, "DONE", StringComparison.OrdinalIgnoreCase);
}

/// <param name="ProjectId">The project.</param>
/// <param name="JobId">The id, which whoever starts the job chooses.</param>
/// <param name="Location">Where it runs; null where the service chooses.</param>
internal sealed record BigQueryJobReference(string ProjectId, string JobId, string? Location);

internal sealed record BigQueryJobStatus(string? State, BigQueryErrorMessage? ErrorResult, IReadOnlyList<BigQueryErrorMessage>? Errors);

internal sealed record BigQueryErrorMessage(string? Reason, string? Location, string? Message);

internal sealed record BigQueryStatisticsMessage(
    long? CreationTime, long? StartTime, long? EndTime, long? TotalBytesProcessed, BigQueryQueryStatistics? Query, BigQueryLoadStatistics? Load);

internal sealed record BigQueryQueryStatistics(
    long? TotalBytesProcessed, long? TotalBytesBilled, bool? CacheHit, long? NumDmlAffectedRows, string? StatementType, JsonElement? Schema);

internal sealed record BigQueryLoadStatistics(long? InputFiles, long? InputFileBytes, long? OutputRows, long? OutputBytes, long? BadRecords);

internal sealed record BigQueryConfigurationMessage(BigQueryDestinationMessage? Query, BigQueryDestinationMessage? Load);

internal sealed record BigQueryDestinationMessage(BigQueryTableReference? DestinationTable);

internal sealed record BigQueryTableReference(string? ProjectId, string? DatasetId, string? TableId);

internal sealed record BigQueryJobAnswer(BigQueryJobMessage? Job);

internal sealed record BigQueryInsertAnswer(IReadOnlyList<BigQueryInsertErrorMessage>? InsertErrors);

internal sealed record BigQueryInsertErrorMessage(int Index, IReadOnlyList<BigQueryErrorMessage>? Errors);

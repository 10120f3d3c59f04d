namespace Prefect.Gcp;

/// <summary>A job of BigQuery that has ended well.</summary>
public sealed record BigQueryJob
{
    /// <summary>The service's id of the job, which this package chose.</summary>
    public required string Id { get; init; }

    /// <summary>The project that it ran in.</summary>
    public required string Project { get; init; }

    /// <summary>Where it ran, such as <c>US</c>; null when the service does not say.</summary>
    public string? Location { get; init; }

    /// <summary>The service's name of its state, <c>DONE</c>.</summary>
    public required string State { get; init; }

    /// <summary>Table that the rows went to, as <c>project.dataset.table</c>; null when the service does not say.</summary>
    public string? DestinationTable { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many files were read; null for jobs that read none.</summary>
    public long? InputFiles { get; init; }

    /// <summary>Bytes of those files.</summary>
    public long? InputFileBytes { get; init; }

    /// <summary>How many rows were written.</summary>
    public long? OutputRows { get; init; }

    /// <summary>Bytes of those rows.</summary>
    public long? OutputBytes { get; init; }

    /// <summary>What the service found wrong without failing for it, such as bad rows that were left out.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    internal static BigQueryJob Of(BigQueryJobReference reference, BigQueryJobMessage message) => new()
    {
        Id = reference.JobId,
        Project = reference.ProjectId,
        Location = message.JobReference?.Location ?? reference.Location,
        State = message.Status?.State ?? "",
        DestinationTable = (message.Configuration?.Load ?? message.Configuration?.Query)?.DestinationTable is { } table ? $"{table.ProjectId}.{table.DatasetId}.{table.TableId}" : null,
        CreatedAt = Moment(message.Statistics?.CreationTime),
        StartedAt = Moment(message.Statistics?.StartTime),
        EndedAt = Moment(message.Statistics?.EndTime),
        InputFiles = message.Statistics?.Load?.InputFiles,
        InputFileBytes = message.Statistics?.Load?.InputFileBytes,
        OutputRows = message.Statistics?.Load?.OutputRows,
        OutputBytes = message.Statistics?.Load?.OutputBytes,
        Warnings = [.. (message.Status?.Errors ?? []).Select(static error => error.Message ?? error.Reason ?? "")],
    };

    private static DateTimeOffset? Moment(long? milliseconds) => milliseconds is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
}

using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>A line of a log, to be sent to a server.</summary>
public sealed record ApiLogEntry
{
    /// <summary>Name of the logger, such as <c>prefect.flow_runs</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its level: 10 for debug, 20 for information, 30 for a warning, 40 for an error, 50 for a critical one.</summary>
    public required int Level { get; init; }

    /// <summary>What it says.</summary>
    public required string Message { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Flow run that wrote it.</summary>
    public Guid? FlowRunId { get; init; }

    /// <summary>Task run that wrote it.</summary>
    public Guid? TaskRunId { get; init; }

    /// <summary>Worker that wrote it; only Prefect Cloud knows those.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? WorkerId { get; init; }
}

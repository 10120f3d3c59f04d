using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>How a task run is repeated.</summary>
public sealed record TaskRunPolicy
{
    /// <summary>How often it is repeated when it fails.</summary>
    public int? Retries { get; init; }

    /// <summary>Seconds between a failure and the repetition: one number, or one for each repetition.</summary>
    public JsonNode? RetryDelay { get; init; }

    /// <summary>How much chance is added to the delays.</summary>
    public double? RetryJitterFactor { get; init; }

    internal static readonly TaskRunPolicy None = new();
}

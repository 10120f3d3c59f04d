using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>A task run that is to be created: one that stands for the run of a flow, or one for a background worker.</summary>
public sealed record ApiTaskRunDraft
{
    /// <summary>Its id. Default: one that the server makes.</summary>
    public Guid? Id { get; init; }

    /// <summary>The state that it begins in.</summary>
    public ApiStateProposal State { get; init; } = new(ApiStateType.Pending);

    /// <summary>Its name. Default: one that the server makes up.</summary>
    public string? Name { get; init; }

    /// <summary>Flow run that it belongs to.</summary>
    public Guid? FlowRunId { get; init; }

    /// <summary>Names the task.</summary>
    public required string TaskKey { get; init; }

    /// <summary>Tells the runs of one task in one flow run apart; a second run with both keys is not created.</summary>
    public required string DynamicKey { get; init; }

    /// <summary>Key of the result in the cache.</summary>
    public string? CacheKey { get; init; }

    /// <summary>When the result leaves the cache.</summary>
    public DateTimeOffset? CacheExpiration { get; init; }

    /// <summary>Version of the task.</summary>
    public string? TaskVersion { get; init; }

    /// <summary>How it is repeated.</summary>
    public TaskRunPolicy EmpiricalPolicy { get; init; } = TaskRunPolicy.None;

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Its labels: texts, numbers and yes or no.</summary>
    public JsonObject Labels { get; init; } = [];

    /// <summary>Where each of its arguments comes from.</summary>
    public JsonObject TaskInputs { get; init; } = [];
}

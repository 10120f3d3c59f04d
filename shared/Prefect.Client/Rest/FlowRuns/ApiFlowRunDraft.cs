using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>A flow run that is to be created.</summary>
public sealed record ApiFlowRunDraft
{
    /// <summary>The flow.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>The state that it begins in.</summary>
    public ApiStateProposal State { get; init; } = new(ApiStateType.Pending);

    /// <summary>Its name. Default: one that the server makes up.</summary>
    public string? Name { get; init; }

    /// <summary>Deployment that it belongs to.</summary>
    public Guid? DeploymentId { get; init; }

    /// <summary>Version of the flow.</summary>
    public string? FlowVersion { get; init; }

    /// <summary>What the flow is called with.</summary>
    public JsonObject Parameters { get; init; } = [];

    /// <summary>What else is handed to the run.</summary>
    public JsonObject Context { get; init; } = [];

    /// <summary>Task run that stands for it in the run of another flow.</summary>
    public Guid? ParentTaskRunId { get; init; }

    /// <summary>How it is repeated.</summary>
    public FlowRunPolicy EmpiricalPolicy { get; init; } = FlowRunPolicy.None;

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A second run of the flow with the same key is not created: the first is given.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Its labels: texts, numbers and yes or no.</summary>
    public JsonObject? Labels { get; init; }

    /// <summary>Work pool that it waits in.</summary>
    public string? WorkPoolName { get; init; }

    /// <summary>Queue that it waits in.</summary>
    public string? WorkQueueName { get; init; }

    /// <summary>What it changes about the work pool's jobs.</summary>
    public JsonObject? JobVariables { get; init; }
}

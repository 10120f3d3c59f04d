using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>What is to change about a flow run. What is null stays.</summary>
public sealed record ApiFlowRunChanges
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Version of the flow.</summary>
    public string? FlowVersion { get; init; }

    /// <summary>What the flow is called with.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>How it is repeated.</summary>
    public FlowRunPolicy? EmpiricalPolicy { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>What runs it.</summary>
    public string? InfrastructurePid { get; init; }

    /// <summary>What it changes about the work pool's jobs.</summary>
    public JsonObject? JobVariables { get; init; }
}

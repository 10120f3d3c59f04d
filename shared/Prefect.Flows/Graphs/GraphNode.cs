namespace Prefect.Flows;

/// <summary>A task run in a drawing, or a flow run with what it called.</summary>
/// <param name="Name">What is written on it.</param>
/// <param name="State">The state that colours it; none in a drawing of what would run.</param>
internal sealed record GraphNode(string Name, StateType? State)
{
    /// <summary>What it called, for a flow run; null for a task run.</summary>
    public IReadOnlyList<GraphNode>? Members { get; init; }

    /// <summary>Which of the members need which others.</summary>
    public IReadOnlyList<GraphEdge> Edges { get; init; } = [];
}

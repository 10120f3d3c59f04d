namespace Prefect.Flows;

/// <summary>An input of a flow run as it is kept.</summary>
public sealed record RunInputEntry
{
    /// <summary>Identifies the input.</summary>
    public required Guid Id { get; init; }

    /// <summary>The run that it was sent to.</summary>
    public required Guid FlowRunId { get; init; }

    /// <summary>Tells the inputs of a run apart: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The content, as JSON text.</summary>
    public required string Value { get; init; }

    /// <summary>Who sent it: <c>prefect.flow-run.ID</c> for another run; <see langword="null"/> when nobody is named.</summary>
    public string? Sender { get; init; }

    /// <summary>When it was sent, UTC.</summary>
    public required DateTimeOffset Created { get; init; }
}

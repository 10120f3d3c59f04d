namespace Prefect.Client;

/// <summary>A value that was handed to a flow run while it runs.</summary>
public sealed record ApiFlowRunInput
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>The run.</summary>
    public required Guid FlowRunId { get; init; }

    /// <summary>Key of the value within the run.</summary>
    public required string Key { get; init; }

    /// <summary>The value, as a JSON text.</summary>
    public required string Value { get; init; }

    /// <summary>Who handed it over, such as <c>prefect.flow-run.ID</c>.</summary>
    public string? Sender { get; init; }
}

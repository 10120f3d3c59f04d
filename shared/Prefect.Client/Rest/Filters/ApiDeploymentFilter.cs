namespace Prefect.Client;

/// <summary>Chooses deployments.</summary>
public sealed record ApiDeploymentFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>Id.</summary>
    public IdFilter? Id { get; init; }

    /// <summary>Name.</summary>
    public TextFilter? Name { get; init; }

    /// <summary>Name of the deployment or of its flow: <see cref="TextFilter.Like"/>.</summary>
    public TextFilter? FlowOrDeploymentName { get; init; }

    /// <summary>Whether it is paused.</summary>
    public FlagFilter? Paused { get; init; }

    /// <summary>Tags.</summary>
    public TagFilter? Tags { get; init; }

    /// <summary>Queue that its runs wait in.</summary>
    public TextFilter? WorkQueueName { get; init; }
}

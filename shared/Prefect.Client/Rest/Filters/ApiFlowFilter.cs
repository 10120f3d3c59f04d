namespace Prefect.Client;

/// <summary>Chooses flows.</summary>
public sealed record ApiFlowFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>Id.</summary>
    public IdFilter? Id { get; init; }

    /// <summary>Name.</summary>
    public TextFilter? Name { get; init; }

    /// <summary>Tags.</summary>
    public TagFilter? Tags { get; init; }

    /// <summary>Only whether there are deployments: <see cref="IdFilter.IsNull"/>.</summary>
    public IdFilter? Deployment { get; init; }
}

namespace Prefect.Client;

/// <summary>Chooses the queues of work pools.</summary>
public sealed record ApiWorkQueueFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>Id.</summary>
    public IdFilter? Id { get; init; }

    /// <summary>Name.</summary>
    public TextFilter? Name { get; init; }
}

namespace Prefect.Client;

/// <summary>Chooses by the state that a run is in.</summary>
public sealed record StateFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>Kind of the state.</summary>
    public StateTypeFilter? Type { get; init; }

    /// <summary>Name of the state.</summary>
    public TextFilter? Name { get; init; }
}

namespace Prefect.Client;

/// <summary>Chooses variables.</summary>
public sealed record ApiVariableFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>Id.</summary>
    public IdFilter? Id { get; init; }

    /// <summary>Name.</summary>
    public TextFilter? Name { get; init; }

    /// <summary>Tags.</summary>
    public TagFilter? Tags { get; init; }
}

namespace Prefect.Client;

/// <summary>Chooses work pools.</summary>
public sealed record ApiWorkPoolFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>Id.</summary>
    public IdFilter? Id { get; init; }

    /// <summary>Name.</summary>
    public TextFilter? Name { get; init; }

    /// <summary>Type, such as <c>ecs</c>.</summary>
    public TextFilter? Type { get; init; }
}

namespace Prefect.Client;

/// <summary>Chooses schemas.</summary>
public sealed record ApiBlockSchemaFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>The type.</summary>
    public IdFilter? BlockTypeId { get; init; }

    /// <summary>What blocks of it can do: <see cref="TagFilter.All"/>.</summary>
    public TagFilter? BlockCapabilities { get; init; }

    /// <summary>Id.</summary>
    public IdFilter? Id { get; init; }

    /// <summary>Version.</summary>
    public TextFilter? Version { get; init; }
}

namespace Prefect.Client;

/// <summary>Chooses saved blocks. Those without a name are left out unless <see cref="IsAnonymous"/> asks for them.</summary>
public sealed record ApiBlockDocumentFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>Id.</summary>
    public IdFilter? Id { get; init; }

    /// <summary>Whether it has no name of its own.</summary>
    public FlagFilter? IsAnonymous { get; init; }

    /// <summary>The type.</summary>
    public IdFilter? BlockTypeId { get; init; }

    /// <summary>Name.</summary>
    public TextFilter? Name { get; init; }
}

namespace Prefect.Client;

/// <summary>A limit that slots were taken of.</summary>
public sealed record TakenLimit
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How many slots it has.</summary>
    public required int Limit { get; init; }
}

namespace Prefect.Client;

/// <summary>Chooses types of blocks.</summary>
public sealed record ApiBlockTypeFilter
{
    /// <summary>Name: <see cref="TextFilter.Like"/>.</summary>
    public TextFilter? Name { get; init; }

    /// <summary>Name in addresses: <see cref="TextFilter.Any"/>.</summary>
    public TextFilter? Slug { get; init; }
}

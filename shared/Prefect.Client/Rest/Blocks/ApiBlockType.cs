namespace Prefect.Client;

/// <summary>A type of blocks, as a server keeps it.</summary>
public sealed record ApiBlockType
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in addresses.</summary>
    public required string Slug { get; init; }

    /// <summary>Address of its logo.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>Address of its documentation.</summary>
    public string? DocumentationUrl { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>How it is used.</summary>
    public string? CodeExample { get; init; }

    /// <summary>Whether the server lets nobody delete it.</summary>
    public bool IsProtected { get; init; }
}

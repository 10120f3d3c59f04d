namespace Prefect.Client;

/// <summary>A type of blocks that is to be created.</summary>
public sealed record ApiBlockTypeDraft
{
    /// <summary>Its name; those that begin with Prefect are the server's own.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in addresses: small letters, digits and dashes.</summary>
    public required string Slug { get; init; }

    /// <summary>Address of its logo.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>Address of its documentation.</summary>
    public string? DocumentationUrl { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>How it is used.</summary>
    public string? CodeExample { get; init; }
}

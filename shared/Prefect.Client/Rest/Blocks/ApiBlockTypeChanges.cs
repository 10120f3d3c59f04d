namespace Prefect.Client;

/// <summary>What is to change about a type of blocks. What is null stays.</summary>
public sealed record ApiBlockTypeChanges
{
    /// <summary>Address of its logo.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>Address of its documentation.</summary>
    public string? DocumentationUrl { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>How it is used.</summary>
    public string? CodeExample { get; init; }
}

using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>What a manifest says of one block type: all that registering it takes.</summary>
public sealed record BlockTypeManifest
{
    /// <summary>Full name of the record that declares the type; null when it came from a store.</summary>
    public string? ClrType { get; init; }

    /// <summary>Identifier in documents and commands.</summary>
    public required string Slug { get; init; }

    /// <summary>Name shown to people.</summary>
    public required string Name { get; init; }

    /// <summary>Address of a logo.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>Address of the documentation.</summary>
    public string? DocumentationUrl { get; init; }

    /// <summary>What the block is for.</summary>
    public string? Description { get; init; }

    /// <summary>How it is used.</summary>
    public string? CodeExample { get; init; }

    /// <summary>Whether the type belongs to the system and cannot be deleted.</summary>
    public bool IsProtected { get; init; }

    /// <summary>The schema.</summary>
    public required BlockSchema Schema { get; init; }
}

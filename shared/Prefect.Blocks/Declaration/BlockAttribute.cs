namespace Prefect.Blocks;

/// <summary>
/// Declares a block type. The compiler then derives from the record's properties and <c>///</c> comments its schema and
/// checksum, its reader and writer, <c>LoadAsync</c> and its relatives, and an entry in the assembly's manifest.
/// </summary>
/// <remarks>The record must be sealed, partial and derived from <see cref="Block"/>.</remarks>
/// <param name="name">Name shown to people. Default: the record's own name.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BlockAttribute(string? name = null) : Attribute
{
    /// <summary>Name shown to people; <see langword="null"/> stands for the record's own name.</summary>
    public string? Name { get; } = name;

    /// <summary>Identifier in documents and commands, made of <c>a-z 0-9 -</c>. Default: derived from the name.</summary>
    public string? Slug { get; init; }

    /// <summary>Absolute http(s) address of a logo.</summary>
    public string? Logo { get; init; }

    /// <summary>Absolute http(s) address of the documentation.</summary>
    public string? Documentation { get; init; }

    /// <summary>Description. Default: the record's summary comment.</summary>
    public string? Description { get; init; }

    /// <summary>Code example. Default: the record's <c>&lt;example&gt;</c> comment, else a call that loads the block.</summary>
    public string? CodeExample { get; init; }

    /// <summary>Version of the schema. Default: the informational version of the assembly.</summary>
    public string? SchemaVersion { get; init; }

    /// <summary>Whether the type belongs to the system and cannot be deleted. Default: <see langword="false"/>.</summary>
    public bool Protected { get; init; }
}

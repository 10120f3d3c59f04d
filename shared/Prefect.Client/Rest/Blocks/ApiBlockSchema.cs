using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>The schema of a version of a type of blocks, as a server keeps it.</summary>
public sealed record ApiBlockSchema
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Checksum of its fields, which tells schemas apart.</summary>
    public required string Checksum { get; init; }

    /// <summary>The schema.</summary>
    public JsonObject Fields { get => field ?? []; init; }

    /// <summary>The type.</summary>
    public Guid? BlockTypeId { get; init; }

    /// <summary>The type.</summary>
    public ApiBlockType? BlockType { get; init; }

    /// <summary>What blocks of it can do, such as <c>read-path</c>.</summary>
    public IReadOnlyList<string> Capabilities { get => field ?? []; init; }

    /// <summary>Version of the package that it comes from.</summary>
    public string Version { get => field ?? "non-versioned"; init; }
}

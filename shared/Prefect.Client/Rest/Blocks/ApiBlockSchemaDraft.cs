using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>A schema that is to be registered.</summary>
public sealed record ApiBlockSchemaDraft
{
    /// <summary>The schema.</summary>
    public required JsonObject Fields { get; init; }

    /// <summary>The type.</summary>
    public required Guid BlockTypeId { get; init; }

    /// <summary>What blocks of it can do, such as <c>read-path</c>.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Version of the package that it comes from.</summary>
    public string Version { get; init; } = "non-versioned";
}

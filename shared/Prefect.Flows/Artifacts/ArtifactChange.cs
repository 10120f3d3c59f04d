using System.Text.Json;

namespace Prefect.Flows;

/// <summary>What is changed about an artifact.</summary>
public sealed record ArtifactChange
{
    /// <summary>Kind that the artifact must be of, one of <see cref="ArtifactTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>What it shows from now on.</summary>
    public required JsonElement Data { get; init; }

    /// <summary>Says what it is. Default: stays as it was.</summary>
    public string? Description { get; init; }
}

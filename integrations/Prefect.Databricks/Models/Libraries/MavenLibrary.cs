namespace Prefect.Databricks;

/// <summary>A library of a Maven repository.</summary>
public sealed record MavenLibrary : DatabricksModel
{
    /// <summary>Group, artifact and version, with colons between.</summary>
    public required string Coordinates { get; init; }

    /// <summary>Libraries that are not to come along.</summary>
    public IReadOnlyList<string>? Exclusions { get; init; }

    /// <summary>Repository that it is taken from.</summary>
    public string? Repo { get; init; }
}

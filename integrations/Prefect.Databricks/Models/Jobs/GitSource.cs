namespace Prefect.Databricks;

/// <summary>A repository that notebooks and programs are taken from: of a branch, a tag or a commit.</summary>
public sealed record GitSource : DatabricksModel
{
    /// <summary>Branch.</summary>
    public string? GitBranch { get; init; }

    /// <summary>Commit.</summary>
    public string? GitCommit { get; init; }

    /// <summary>Where it is.</summary>
    public GitProvider? GitProvider { get; init; }

    /// <summary>The commit that was taken.</summary>
    public GitSnapshot? GitSnapshot { get; init; }

    /// <summary>Tag.</summary>
    public string? GitTag { get; init; }

    /// <summary>Address of the repository.</summary>
    public string? GitUrl { get; init; }
}

namespace Prefect.Databricks;

/// <summary>How far a library is installed.</summary>
public sealed record LibraryFullStatus : DatabricksModel
{
    /// <summary>Whether all clusters have it.</summary>
    public bool? IsLibraryForAllClusters { get; init; }

    /// <summary>The library.</summary>
    public Library? Library { get; init; }

    /// <summary>What is said about it.</summary>
    public IReadOnlyList<string>? Messages { get; init; }

    /// <summary>How far it is installed.</summary>
    public LibraryInstallStatus? Status { get; init; }
}

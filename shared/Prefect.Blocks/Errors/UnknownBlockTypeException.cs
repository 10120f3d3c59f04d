namespace Prefect.Blocks;

/// <summary>No block type of that slug is known to this program.</summary>
public sealed class UnknownBlockTypeException : BlockException
{
    private static readonly Dictionary<string, string> s_packages = new(StringComparer.Ordinal)
    {
        ["aws-credentials"] = "Prefect.Aws",
        ["minio-credentials"] = "Prefect.Aws",
        ["s3-bucket"] = "Prefect.Aws",
        ["aws-secret"] = "Prefect.Aws",
        ["lambda-function"] = "Prefect.Aws",
        ["gluejobblock"] = "Prefect.Aws",
        ["gcs-bucket"] = "Prefect.Gcp",
        ["gcp-credentials"] = "Prefect.Gcp",
        ["sqlalchemy-connector"] = "Prefect.Sql",
        ["async-sqlalchemy-connector"] = "Prefect.Sql",
        ["azure-blob-storage-container"] = "Prefect.Azure",
        ["azure-blob-storage-credentials"] = "Prefect.Azure",
        ["azure-container-instance-credentials"] = "Prefect.Azure",
        ["azure-cosmos-db-credentials"] = "Prefect.Azure",
        ["azureml-credentials"] = "Prefect.Azure",
        ["azuredevops-credentials"] = "Prefect.Azure",
        ["azure-devops-repository"] = "Prefect.Azure",
    };

    /// <summary>Says that a slug is unknown, and which package holds it where that is known.</summary>
    /// <param name="slug">The slug.</param>
    public UnknownBlockTypeException(string slug)
        : base(Describe(slug))
    {
        Slug = slug;
        SuggestedPackage = s_packages.GetValueOrDefault(slug);
    }

    /// <summary>The slug.</summary>
    public string Slug { get; }

    /// <summary>The package that holds the type, if known.</summary>
    public string? SuggestedPackage { get; }

    private static string Describe(string slug) =>
        s_packages.TryGetValue(slug, out string? package)
            ? $"No block type '{slug}' is known to this program. It is in the package {package}: dotnet add package {package}"
            : $"No block type '{slug}' is known to this program. Add the package that holds it, or check the spelling.";
}

namespace Prefect.Azure;

/// <summary>A service, as traces and metrics name it.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Namespace">Namespace of its resource provider; null when it has none.</param>
internal sealed record AzureService(string Name, string? Namespace)
{
    public static AzureService Blob { get; } = new("Blob", "Microsoft.Storage");

    public static AzureService Cosmos { get; } = new("Cosmos", "Microsoft.DocumentDB");

    public static AzureService MachineLearning { get; } = new("MachineLearning", "Microsoft.MachineLearningServices");

    public static AzureService ContainerInstances { get; } = new("ContainerInstances", "Microsoft.ContainerInstance");

    public static AzureService ResourceManager { get; } = new("ResourceManager", "Microsoft.Resources");

    public static AzureService KeyVault { get; } = new("KeyVault", "Microsoft.KeyVault");

    public static AzureService PostgreSql { get; } = new("PostgreSql", "Microsoft.DBforPostgreSQL");

    public static AzureService DevOps { get; } = new("DevOps", null) { WritesFiles = true };

    /// <summary>Whether its calls write local files, so that an error of those need not be the service's.</summary>
    public bool WritesFiles { get; private init; }
}

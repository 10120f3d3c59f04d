using System.Text.Json.Nodes;

namespace Prefect.Azure;

/// <summary>A workspace of Azure Machine Learning.</summary>
public sealed record AzureMlWorkspace
{
    /// <summary>Whole id of the resource.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Region that it is in, such as <c>westeurope</c>.</summary>
    public string? Location { get; init; }

    /// <summary>Name for people.</summary>
    public string? FriendlyName { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Whole id of the storage account that belongs to it.</summary>
    public string? StorageAccount { get; init; }

    /// <summary>Whole id of the key vault that belongs to it.</summary>
    public string? KeyVault { get; init; }

    /// <summary>Where the service's interfaces in its region are found.</summary>
    public Uri? DiscoveryUrl { get; init; }

    internal static AzureMlWorkspace? Read(JsonObject? document) =>
        document?.Text("id") is { } id && document.Text("name") is { } name
            ? new AzureMlWorkspace
            {
                Id = id,
                Name = name,
                Location = document.Text("location"),
                FriendlyName = document.Object("properties")?.Text("friendlyName"),
                Description = document.Object("properties")?.Text("description"),
                StorageAccount = document.Object("properties")?.Text("storageAccount"),
                KeyVault = document.Object("properties")?.Text("keyVault"),
                DiscoveryUrl = Uri.TryCreate(document.Object("properties")?.Text("discoveryUrl"), UriKind.Absolute, out Uri? url) ? url : null,
            }
            : null;
}

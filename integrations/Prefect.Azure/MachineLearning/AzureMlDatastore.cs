using System.Text.Json.Nodes;

namespace Prefect.Azure;

/// <summary>A datastore of a workspace: a place where data is, and how the workspace signs in to it. It holds no secret.</summary>
public sealed record AzureMlDatastore
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is: <c>AzureBlob</c>, <c>AzureDataLakeGen2</c>, <c>AzureFile</c> and others.</summary>
    public required string DatastoreType { get; init; }

    /// <summary>Name of the storage account; null for kinds that have none.</summary>
    public string? AccountName { get; init; }

    /// <summary>Name of the container, file system or share; null for kinds that have none.</summary>
    public string? ContainerName { get; init; }

    /// <summary>End of the account's address, such as <c>core.windows.net</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>How the account is reached, such as <c>https</c>.</summary>
    public string? Protocol { get; init; }

    /// <summary>How the workspace signs in: <c>AccountKey</c>, <c>Sas</c>, <c>ServicePrincipal</c>, <c>None</c> and others.</summary>
    public string? CredentialsType { get; init; }

    /// <summary>Whether it is the workspace's default.</summary>
    public bool IsDefault { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Tenant of the service principal that the workspace signs in as; null unless it does.</summary>
    internal string? PrincipalTenant { get; init; }

    /// <summary>Id of the service principal's application; null unless the workspace signs in as one.</summary>
    internal string? PrincipalId { get; init; }

    internal static AzureMlDatastore? Read(JsonObject? document) =>
        document?.Text("name") is { } name && document.Object("properties") is { } properties && properties.Text("datastoreType") is { } type
            ? new AzureMlDatastore
            {
                Name = name,
                DatastoreType = type,
                AccountName = properties.Text("accountName"),
                ContainerName = properties.Text("containerName") ?? properties.Text("filesystem") ?? properties.Text("fileShareName"),
                Endpoint = properties.Text("endpoint"),
                Protocol = properties.Text("protocol"),
                CredentialsType = properties.Object("credentials")?.Text("credentialsType"),
                IsDefault = properties["isDefault"]?.GetValueKind() == System.Text.Json.JsonValueKind.True,
                Description = properties.Text("description"),
                PrincipalTenant = properties.Object("credentials")?.Text("tenantId"),
                PrincipalId = properties.Object("credentials")?.Text("clientId"),
            }
            : null;
}

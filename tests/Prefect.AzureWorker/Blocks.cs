using System.Text.Json.Nodes;
using Prefect.Azure;
using Prefect.Blocks;

namespace Prefect.AzureWorker;

/// <summary>Makes blocks of their properties.</summary>
internal static class Blocks
{
    public static AzureBlobStorageCredentials Blob(JsonObject given) => new()
    {
        AccountUrl = (string?)given["account_url"],
        TenantId = (string?)given["tenant_id"],
        ClientId = (string?)given["client_id"],
        ClientSecret = Secret(given),
    };

    public static async Task<string> CheckAsync(string kind, JsonObject given)
    {
        ICheckable block = kind switch
        {
            "ml" => MachineLearning(given),
            "aci" => Containers(given),
            "job" => Job(given),
            _ => Blob(given),
        };
        BlockCheckResult result = await block.CheckAsync();
        return $"{(result.Succeeded ? "passed" : "failed")} at {result.Stage}: {result.Message}";
    }

    private static AzureContainerInstanceCredentials Containers(JsonObject given) => new()
    {
        TenantId = (string?)given["tenant_id"],
        ClientId = (string?)given["client_id"],
        ClientSecret = Secret(given),
    };

    private static AciJob Job(JsonObject given) => new()
    {
        AciCredentials = Containers(given),
        SubscriptionId = "1",
        ResourceGroupName = "demo",
        Image = "ghcr.io/acme/report:7",
        Options = new AciOptions { Endpoint = new Uri((string)given["endpoint"]!) },
    };

    private static AzureMlCredentials MachineLearning(JsonObject given) => new()
    {
        TenantId = (string)given["tenant_id"]!,
        ServicePrincipalId = (string)given["client_id"]!,
        ServicePrincipalPassword = Secret(given)!.Value,
        SubscriptionId = "1",
        ResourceGroup = "models",
        WorkspaceName = "training",
    };

    private static SecretString? Secret(JsonObject given) => (string?)given["client_secret"] is { } secret ? new SecretString(secret) : null;
}

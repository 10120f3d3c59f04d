using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class AzureBlobStorageCredentialsConformanceTests : BlockConformance<AzureBlobStorageCredentials>
{
    internal const string Key = "a2V5LW9mLWFuLWFjY291bnQtdGhhdC1kb2VzLW5vdC1leGlzdA==";
    internal const string Connection = $"DefaultEndpointsProtocol=https;AccountName=landing;AccountKey={Key};EndpointSuffix=core.windows.net";
    private const string Secret = "8Q~secret-of-a-principal";

    protected override AzureBlobStorageCredentials Valid => new()
    {
        ConnectionString = Connection,
        AccountUrl = "https://127.0.0.1:1/",
        ClientId = "11111111-1111-1111-1111-111111111111",
        TenantId = "22222222-2222-2222-2222-222222222222",
        ClientSecret = Secret,
    };

    protected override IReadOnlyList<string> Canaries => [Connection, Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("azure-blob-storage-credentials");
}

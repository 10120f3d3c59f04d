using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class AzureBlobStorageContainerConformanceTests : BlockConformance<AzureBlobStorageContainer>
{
    protected override AzureBlobStorageContainer Valid => new()
    {
        ContainerName = "landing",
        BaseFolder = "base",
        Credentials = new AzureBlobStorageCredentials { ConnectionString = AzureBlobStorageCredentialsConformanceTests.Connection },
    };

    protected override IReadOnlyList<string> Canaries => [AzureBlobStorageCredentialsConformanceTests.Connection];

    protected override JsonObject Golden => GoldenBlockTypes.Get("azure-blob-storage-container");
}

using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public abstract class AzureBlobStorageContainerStorageTests(AzuriteServer azurite, string kind) : ObjectStorageConformance
{
    protected override async Task<IObjectStorage> CreateAsync() => await AzuriteCredentials.MakeContainerAsync(azurite, kind);
}

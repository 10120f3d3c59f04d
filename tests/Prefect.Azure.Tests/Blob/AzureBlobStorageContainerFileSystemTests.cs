using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public abstract class AzureBlobStorageContainerFileSystemTests(AzuriteServer azurite, string kind) : FileSystemConformance, IAsyncLifetime
{
    private AzureBlobStorageContainer _container = new() { ContainerName = "none" };

    public async ValueTask InitializeAsync() => _container = await AzuriteCredentials.MakeContainerAsync(azurite, kind, "base");

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected override IWritableFileSystem Create() => _container;
}

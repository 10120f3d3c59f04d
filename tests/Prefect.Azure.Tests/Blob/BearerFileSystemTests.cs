using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class BearerFileSystemTests(AzuriteServer azurite) : AzureBlobStorageContainerFileSystemTests(azurite, "bearer");

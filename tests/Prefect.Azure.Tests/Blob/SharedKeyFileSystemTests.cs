using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class SharedKeyFileSystemTests(AzuriteServer azurite) : AzureBlobStorageContainerFileSystemTests(azurite, "shared key");

using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class SharedKeyStorageTests(AzuriteServer azurite) : AzureBlobStorageContainerStorageTests(azurite, "shared key");

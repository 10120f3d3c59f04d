using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class BearerStorageTests(AzuriteServer azurite) : AzureBlobStorageContainerStorageTests(azurite, "bearer");

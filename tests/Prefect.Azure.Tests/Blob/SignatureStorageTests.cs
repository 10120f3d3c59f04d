using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class SignatureStorageTests(AzuriteServer azurite) : AzureBlobStorageContainerStorageTests(azurite, "signature");

using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class SignatureFileSystemTests(AzuriteServer azurite) : AzureBlobStorageContainerFileSystemTests(azurite, "signature");

using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class AzureMlCredentialsConformanceTests : BlockConformance<AzureMlCredentials>
{
    private const string Secret = "k7Q~canary-of-a-service-principal";

    protected override AzureMlCredentials Valid => new()
    {
        TenantId = "72f988bf-86f1-41af-91ab-2d7cd011db47",
        ServicePrincipalId = "d9b6c1f4-0000-0000-0000-000000000000",
        ServicePrincipalPassword = Secret,
        SubscriptionId = "00000000-0000-0000-0000-000000000001",
        ResourceGroup = "models",
        WorkspaceName = "training",
    };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("azureml-credentials");
}

using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Azure.Tests.ContainerInstances;

public sealed class AzureContainerInstanceCredentialsConformanceTests : BlockConformance<AzureContainerInstanceCredentials>
{
    private const string Secret = "Zq8~aci-canary-secret-4f1d";

    protected override AzureContainerInstanceCredentials Valid => new()
    {
        ClientId = "11111111-1111-1111-1111-111111111111",
        TenantId = "22222222-2222-2222-2222-222222222222",
        ClientSecret = Secret,
        CredentialKwargs = new JsonObject { ["authority"] = "login.microsoftonline.us", ["additionally_allowed_tenants"] = new JsonArray("*") },
    };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("azure-container-instance-credentials");
}

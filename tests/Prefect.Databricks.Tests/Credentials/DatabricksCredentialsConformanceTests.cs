using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Databricks.Tests.Credentials;

public sealed class DatabricksCredentialsConformanceTests : BlockConformance<DatabricksCredentials>
{
    private const string Token = "databricks-canary-token-8e21";
    private const string Secret = "databricks-canary-secret-03f7";

    protected override DatabricksCredentials Valid => new()
    {
        DatabricksInstance = DatabricksTest.Host,
        Token = Token,
        ClientId = "0d1f-client",
        ClientSecret = Secret,
        TenantId = "tenant-1",
        ClientKwargs = new JsonObject { ["timeout"] = 30 },
    };

    protected override IReadOnlyList<string> Canaries => [Token, Secret];

    protected override JsonObject Golden => GoldenFacts.BlockType;
}

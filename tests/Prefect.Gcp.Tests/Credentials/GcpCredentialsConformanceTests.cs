using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Credentials;

public sealed class GcpCredentialsConformanceTests : BlockConformance<GcpCredentials>
{
    private const string Secret = "gcp-canary-private-key-71c3";

    protected override GcpCredentials Valid => new()
    {
        ServiceAccountInfo = new SecretDictionary { { "type", new SecretJson("service_account") }, { "private_key", new SecretJson(Secret) } },
        Project = "harbour-cranes",
    };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("gcp-credentials");
}

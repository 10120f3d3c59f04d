using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.SecretManager;

public sealed class GcpSecretConformanceTests : BlockConformance<GcpSecret>
{
    private const string Key = "gcp-secret-canary-key-90be";

    protected override GcpSecret Valid => new()
    {
        GcpCredentials = new GcpCredentials
        {
            ServiceAccountInfo = new SecretDictionary { { "type", new SecretJson("service_account") }, { "private_key", new SecretJson(Key) } },
            Project = "harbour-cranes",
        },
        SecretName = "database-password",
        SecretVersion = "3",
    };

    protected override IReadOnlyList<string> Canaries => [Key];

    protected override JsonObject Golden => GoldenBlockTypes.Get("gcpsecret");
}

using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests;

public sealed class GcsBucketConformanceTests : BlockConformance<GcsBucket>
{
    private const string Canary = "gcs-bucket-canary-5d1f0c";

    protected override GcsBucket Valid => new()
    {
        Bucket = "landing",
        BucketFolder = "base/",
        GcpCredentials = new GcpCredentials { ServiceAccountInfo = new SecretDictionary { { "type", new SecretJson("service_account") }, { "private_key", new SecretJson(Canary) } } },
    };

    protected override IReadOnlyList<string> Canaries => [Canary];

    protected override JsonObject Golden => GoldenBlockTypes.Get("gcs-bucket");
}

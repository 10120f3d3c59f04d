using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

public sealed class DbtCloudCredentialsConformanceTests : BlockConformance<DbtCloudCredentials>
{
    private const string Key = "canary-of-dbt-cloud-4Zp";

    protected override DbtCloudCredentials Valid => new() { ApiKey = Key, AccountId = 7, Domain = "ab123.us1.dbt.com" };

    protected override IReadOnlyList<string> Canaries => [Key];

    protected override JsonObject Golden => GoldenBlockTypes.Get("dbt-cloud-credentials");
}

using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

public sealed class DbtCloudJobConformanceTests : BlockConformance<DbtCloudJob>
{
    private const string Key = "canary-of-a-dbt-cloud-job-9Xk";

    protected override DbtCloudJob Valid => new()
    {
        DbtCloudCredentials = new() { ApiKey = Key, AccountId = 7, Domain = "emea.dbt.com" },
        JobId = 42,
        TimeoutSeconds = 60,
        IntervalSeconds = 5,
        TriggerJobRunOptions = new()
        {
            Cause = "Nightly",
            GitSha = "0b1c2d3",
            GitBranch = "main",
            SchemaOverride = "test",
            DbtVersionOverride = "1.10.0",
            ThreadsOverride = 8,
            TargetNameOverride = "ci",
            GenerateDocsOverride = false,
            TimeoutSecondsOverride = 600,
            StepsOverride = ["dbt seed", "dbt run"],
        },
    };

    protected override IReadOnlyList<string> Canaries => [Key];

    protected override JsonObject Golden => GoldenBlockTypes.Get("dbt-cloud-job");
}

using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Core;

public sealed class DbtCoreOperationConformanceTests : BlockConformance<DbtCoreOperation>
{
    private const string Secret = "dbt-core-operation-canary-8c12";
    private const string ProfileSecret = "dbt-core-profile-canary-77d0";

    protected override DbtCoreOperation Valid => new()
    {
        Commands = ["dbt build"],
        StreamOutput = false,
        Env = new SecretDictionary { { "DBT_PASSWORD", Secret } },
        WorkingDir = Path.GetTempPath(),
        Shell = "bash",
        Extension = ".sh",
        ProfilesDir = "profiles",
        ProjectDir = "project",
        OverwriteProfiles = true,
        DbtCliProfile = new()
        {
            Name = "shop",
            Target = "dev",
            TargetConfigs = new TargetConfigs { Type = "redshift", Schema = "marts", Extras = new SecretDictionary { { "password", ProfileSecret } } },
        },
    };

    protected override IReadOnlyList<string> Canaries => [Secret, ProfileSecret];

    protected override IReadOnlyList<string> PlainOnWire => [Secret, ProfileSecret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("dbt-core-operation");
}

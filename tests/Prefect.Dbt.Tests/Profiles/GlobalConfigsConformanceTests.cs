using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Profiles;

public sealed class GlobalConfigsConformanceTests : BlockConformance<GlobalConfigs>
{
    private const string Secret = "dbt-cli-global-configs-canary-51f0b7";

    protected override GlobalConfigs Valid => new()
    {
        SendAnonymousUsageStats = false,
        UseColors = false,
        PartialParse = true,
        PrinterWidth = 120,
        WriteJson = true,
        WarnError = true,
        LogFormat = "json",
        Debug = false,
        VersionCheck = true,
        FailFast = true,
        UseExperimentalParser = false,
        StaticParser = true,
        Extras = new SecretDictionary { { "cache_selected_only", new SecretJson(true) }, { "token", Secret } },
    };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("dbt-cli-global-configs");

    protected override IReadOnlyList<string> PlainOnWire => [Secret];
}

using Prefect.Client;

namespace Prefect.Benchmarks;

/// <summary>Settings for flows that are measured: a home of their own, and recording on or off.</summary>
internal static class FlowSettingsScope
{
    public static IDisposable Use(string home, bool isRecorded) => PrefectSettings.Use(PrefectSettings.Load(new SettingsLoadOptions
    {
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PREFECT_HOME"] = home,
            ["PREFECT_DOTNET_RECORD_RUNS"] = isRecorded ? "true" : "false",
        },
        CurrentDirectory = home,
        UserDirectory = home,
    }));
}

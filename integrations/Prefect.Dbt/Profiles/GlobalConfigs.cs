using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>Says how dbt works, whatever it builds: how it parses and logs, and what it does about warnings. What is not set is left to dbt.</summary>
/// <example>
/// <code>
/// GlobalConfigs configs = await GlobalConfigs.LoadAsync("careful");
/// JsonObject config = await configs.GetConfigsAsync();
/// </code>
/// </example>
[Block(
    "dbt CLI Global Configs",
    Logo = "https://images.ctfassets.net/gm98wzqotmnx/5zE9lxfzBHjw3tnEup4wWL/9a001902ed43a84c6c96d23b24622e19/dbt-bit_tm.png?h=250",
    Documentation = "https://docs.prefect.io/integrations/prefect-dbt")]
public sealed partial record GlobalConfigs : DbtConfigs
{
    /// <summary>Whether dbt reports how it is used to its makers.</summary>
    public bool? SendAnonymousUsageStats { get; init; }

    /// <summary>Whether what dbt prints is coloured.</summary>
    public bool? UseColors { get; init; }

    /// <summary>Whether only files that have changed are parsed again.</summary>
    public bool? PartialParse { get; init; }

    /// <summary>Characters in a line that dbt prints.</summary>
    public int? PrinterWidth { get; init; }

    /// <summary>Whether <c>manifest.json</c>, <c>run_results.json</c> and their like are written.</summary>
    public bool? WriteJson { get; init; }

    /// <summary>Whether warnings count as errors.</summary>
    public bool? WarnError { get; init; }

    /// <summary>Form of the log: <c>text</c>, <c>json</c>, <c>debug</c> or <c>default</c>.</summary>
    public string? LogFormat { get; init; }

    /// <summary>Whether dbt prints what is only of use when looking for a fault.</summary>
    public bool? Debug { get; init; }

    /// <summary>Whether a project that asks for another version of dbt is refused.</summary>
    public bool? VersionCheck { get; init; }

    /// <summary>Whether dbt stops at the first node that fails.</summary>
    public bool? FailFast { get; init; }

    /// <summary>Whether the newest form of the static parser is used.</summary>
    public bool? UseExperimentalParser { get; init; }

    /// <summary>Whether models are parsed without being rendered, where that is possible.</summary>
    public bool? StaticParser { get; init; }

    private protected override Task CollectAsync(ProfileEntries entries, CancellationToken cancellationToken)
    {
        entries.Own("send_anonymous_usage_stats", SendAnonymousUsageStats);
        entries.Own("use_colors", UseColors);
        entries.Own("partial_parse", PartialParse);
        entries.Own("printer_width", PrinterWidth);
        entries.Own("write_json", WriteJson);
        entries.Own("warn_error", WarnError);
        entries.Own("log_format", LogFormat);
        entries.Own("debug", Debug);
        entries.Own("version_check", VersionCheck);
        entries.Own("fail_fast", FailFast);
        entries.Own("use_experimental_parser", UseExperimentalParser);
        entries.Own("static_parser", StaticParser);
        return Task.CompletedTask;
    }
}

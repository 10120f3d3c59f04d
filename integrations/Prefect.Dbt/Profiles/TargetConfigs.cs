using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>Says where dbt builds, for any of its adapters: what has no property here stands in <see cref="DbtConfigs.Extras"/>.</summary>
/// <example>
/// <code>
/// TargetConfigs configs = await TargetConfigs.LoadAsync("warehouse");
/// JsonObject output = await configs.GetConfigsAsync();
/// </code>
/// </example>
[Block(
    "dbt CLI Target Configs",
    Logo = "https://images.ctfassets.net/gm98wzqotmnx/5zE9lxfzBHjw3tnEup4wWL/9a001902ed43a84c6c96d23b24622e19/dbt-bit_tm.png?h=250",
    Documentation = "https://docs.prefect.io/integrations/prefect-dbt")]
public sealed partial record TargetConfigs : BaseTargetConfigs
{
    /// <summary>Name of dbt's adapter: <c>duckdb</c>, <c>redshift</c> …</summary>
    public required string Type { get; init; }

    /// <summary>The schema that dbt builds in; other databases call it a data set, or a database.</summary>
    [BlockField(FormerNames = ["schema_"])]
    public required string Schema { get; init; }

    /// <summary>How many nodes dbt builds at once; 1 or more.</summary>
    public int Threads { get; init; } = 4;

    /// <inheritdoc/>
    protected override void OnInitialized() => CheckThreads(Threads);

    private protected override Task CollectAsync(ProfileEntries entries, CancellationToken cancellationToken)
    {
        entries.Own("type", Type);
        entries.Own("schema", Schema);
        entries.Own("threads", Threads);
        return Task.CompletedTask;
    }
}

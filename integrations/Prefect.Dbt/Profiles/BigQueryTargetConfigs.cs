using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Gcp;

namespace Prefect.Dbt;

/// <summary>Says where dbt builds in BigQuery, by the block that signs in to Google Cloud.</summary>
/// <example>
/// <code>
/// BigQueryTargetConfigs configs = await BigQueryTargetConfigs.LoadAsync("warehouse");
/// JsonObject output = await configs.GetConfigsAsync();
/// </code>
/// </example>
[Block(
    "dbt CLI BigQuery Target Configs",
    Logo = "https://images.ctfassets.net/gm98wzqotmnx/5zE9lxfzBHjw3tnEup4wWL/9a001902ed43a84c6c96d23b24622e19/dbt-bit_tm.png?h=250",
    Documentation = "https://docs.prefect.io/integrations/prefect-dbt")]
public sealed partial record BigQueryTargetConfigs : BaseTargetConfigs
{
    private const string Adapter = "bigquery";

    /// <summary>Name of dbt's adapter.</summary>
    [BlockField(Schema = """{"const":"bigquery","type":"string"}""")]
    public string Type { get; init; } = Adapter;

    /// <summary>The data set that dbt builds in.</summary>
    [BlockField(FormerNames = ["schema_"])]
    public required string Schema { get; init; }

    /// <summary>How many nodes dbt builds at once; 1 or more.</summary>
    public int Threads { get; init; } = 4;

    /// <summary>The project that dbt builds in. Default: that of the credentials.</summary>
    public string? Project { get; init; }

    /// <summary>How to sign in. Default: as whoever the application default credentials of the machine say.</summary>
    public GcpCredentials Credentials { get; init; } = new();

    /// <inheritdoc/>
    protected override void OnInitialized() => Check(Type, Adapter, Threads);

    private protected override string NameOf(string name) => name == "dataset" ? "schema" : name;

    private protected override Task CollectAsync(ProfileEntries entries, CancellationToken cancellationToken)
    {
        entries.Own("type", Type);
        entries.Own("schema", Schema);
        entries.Own("threads", Threads);
        entries.Own("project", Project);
        if (Credentials.ServiceAccountFile is { } file)
        {
            entries.Nested("keyfile", HomePath.Expand(file));
        }
        else if (Credentials.ServiceAccountInfo is { Count: > 0 } info)
        {
            entries.Nested("keyfile_json", info.Reveal());
        }

        return Task.CompletedTask;
    }

    private protected override async Task<JsonObject> CompleteAsync(JsonObject configs, CancellationToken cancellationToken)
    {
        if (!configs.ContainsKey("project"))
        {
            configs["project"] = await Credentials.GetBigQueryClient().GetProjectAsync(cancellationToken).ConfigureAwait(false);
        }

        bool hasKey = configs.ContainsKey("keyfile_json");
        bool hasFile = configs.ContainsKey("keyfile");
        configs["method"] = hasKey ? "service-account-json" : hasFile ? "service-account" : "oauth-secrets";
        if (!hasKey && !hasFile && !configs.ContainsKey("refresh_token") && !configs.ContainsKey("token"))
        {
            SecretString token = await Credentials.GetAccessTokenAsync(cancellationToken).ConfigureAwait(false);
            configs["token"] = await token.RevealAsync(cancellationToken).ConfigureAwait(false);
        }

        return configs;
    }
}

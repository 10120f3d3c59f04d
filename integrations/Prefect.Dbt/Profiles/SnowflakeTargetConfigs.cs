using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Snowflake;

namespace Prefect.Dbt;

/// <summary>Says where dbt builds in Snowflake, by the block that connects to it.</summary>
/// <example>
/// <code>
/// SnowflakeTargetConfigs configs = await SnowflakeTargetConfigs.LoadAsync("warehouse");
/// JsonObject output = await configs.GetConfigsAsync();
/// </code>
/// </example>
[Block(
    "dbt CLI Snowflake Target Configs",
    Logo = "https://images.ctfassets.net/gm98wzqotmnx/5zE9lxfzBHjw3tnEup4wWL/9a001902ed43a84c6c96d23b24622e19/dbt-bit_tm.png?h=250",
    Documentation = "https://docs.prefect.io/integrations/prefect-dbt")]
public sealed partial record SnowflakeTargetConfigs : BaseTargetConfigs
{
    private const string Adapter = "snowflake";

    /// <summary>Name of dbt's adapter.</summary>
    [BlockField(Schema = """{"const":"snowflake","type":"string"}""")]
    public string Type { get; init; } = Adapter;

    /// <summary>The schema that dbt builds in. Default: that of the connector.</summary>
    [BlockField(FormerNames = ["schema_"])]
    public string? Schema { get; init; }

    /// <summary>How many nodes dbt builds at once; 1 or more.</summary>
    public int Threads { get; init; } = 4;

    /// <summary>Where the database is and how to sign in to it.</summary>
    public required SnowflakeConnector Connector { get; init; }

    /// <inheritdoc/>
    protected override void OnInitialized() => Check(Type, Adapter, Threads);

    private protected override async Task CollectAsync(ProfileEntries entries, CancellationToken cancellationToken)
    {
        entries.Own("type", Type);
        entries.Own("schema", Schema);
        entries.Own("threads", Threads);
        SnowflakeCredentials credentials = Connector.Credentials;
        entries.Nested("account", credentials.Account);
        entries.Nested("user", credentials.User);
        entries.Nested("password", await RevealAsync(credentials.Password, cancellationToken).ConfigureAwait(false));
        entries.Nested("private_key", await RevealAsync(credentials.PrivateKey, cancellationToken).ConfigureAwait(false));
        entries.Nested("private_key_path", credentials.PrivateKeyPath);
        entries.Nested("private_key_passphrase", await RevealAsync(credentials.PrivateKeyPassphrase, cancellationToken).ConfigureAwait(false));
        entries.Nested("token", await RevealAsync(credentials.Token, cancellationToken).ConfigureAwait(false));
        entries.Nested("authenticator", JsonNode.Parse(credentials.ToJson())!["authenticator"]?.DeepClone());
        entries.Nested("role", credentials.Role);
        entries.Nested("database", Connector.Database);
        entries.Nested("warehouse", Connector.Warehouse);
        entries.Nested("schema", Connector.Schema);
    }

    private static async ValueTask<JsonNode?> RevealAsync(SecretString? secret, CancellationToken cancellationToken) =>
        secret is { } set ? JsonValue.Create(await set.RevealAsync(cancellationToken).ConfigureAwait(false)) : null;
}

using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Sql;

namespace Prefect.Dbt;

/// <summary>Says where dbt builds in PostgreSQL, by the block that connects to it.</summary>
/// <example>
/// <code>
/// PostgresTargetConfigs configs = await PostgresTargetConfigs.LoadAsync("warehouse");
/// JsonObject output = await configs.GetConfigsAsync();
/// </code>
/// </example>
[Block(
    "dbt CLI Postgres Target Configs",
    Logo = "https://images.ctfassets.net/gm98wzqotmnx/5zE9lxfzBHjw3tnEup4wWL/9a001902ed43a84c6c96d23b24622e19/dbt-bit_tm.png?h=250",
    Documentation = "https://docs.prefect.io/integrations/prefect-dbt")]
public sealed partial record PostgresTargetConfigs : BaseTargetConfigs
{
    private const string Adapter = "postgres";

    /// <summary>Name of dbt's adapter.</summary>
    [BlockField(Schema = """{"const":"postgres","type":"string"}""")]
    public string Type { get; init; } = Adapter;

    /// <summary>The schema that dbt builds in.</summary>
    [BlockField(FormerNames = ["schema_"])]
    public required string Schema { get; init; }

    /// <summary>How many nodes dbt builds at once; 1 or more.</summary>
    public int Threads { get; init; } = 4;

    /// <summary>Where the database is and how to sign in to it.</summary>
    public required SqlAlchemyConnector Credentials { get; init; }

    /// <inheritdoc/>
    protected override void OnInitialized() => Check(Type, Adapter, Threads);

    private protected override string NameOf(string name) => name switch
    {
        "username" => "user",
        "database" => "dbname",
        _ => name,
    };

    private protected override async Task CollectAsync(ProfileEntries entries, CancellationToken cancellationToken)
    {
        entries.Own("type", Type);
        entries.Own("schema", Schema);
        entries.Own("threads", Threads);
        SqlAlchemyUrl connection = await ConnectionAsync(cancellationToken).ConfigureAwait(false);
        entries.Nested("host", connection.Host);
        entries.Nested("user", connection.Username);
        entries.Nested(
            "password", connection.Password is { } password ? JsonValue.Create(await password.RevealAsync(cancellationToken).ConfigureAwait(false)) : null);
        entries.Nested("port", connection.Port);
        entries.Nested("dbname", connection.Database);
    }

    private async ValueTask<SqlAlchemyUrl> ConnectionAsync(CancellationToken cancellationToken)
    {
        SqlAlchemyUrl connection;
        try
        {
            Credentials.ConnectionInfo.TryGetSecond(out SecretString url);
            connection = Credentials.ConnectionInfo.TryGetFirst(out ConnectionComponents? components)
                ? components.CreateUrl()
                : SqlAlchemyUrl.Parse(await url.RevealAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (ArgumentException exception)
        {
            throw new DbtConfigurationException("credentials", $"The connection_info of the credentials says no database: {exception.Message}");
        }

        return connection.Dialect.StartsWith(Adapter, StringComparison.OrdinalIgnoreCase)
            ? connection
            : throw new DbtConfigurationException("credentials", $"The credentials lead to a database of the kind '{connection.Dialect}', not to PostgreSQL: use TargetConfigs.");
    }
}

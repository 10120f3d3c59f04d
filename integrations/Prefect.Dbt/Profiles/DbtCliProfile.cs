using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>A profile of dbt: what its <c>profiles.yml</c> says, held by blocks.</summary>
/// <example>
/// <code>
/// DbtCliProfile profile = await DbtCliProfile.LoadAsync("shop");
/// JsonObject profiles = await profile.GetProfileAsync();
/// </code>
/// </example>
[Block(
    "dbt CLI Profile",
    Logo = "https://images.ctfassets.net/gm98wzqotmnx/5zE9lxfzBHjw3tnEup4wWL/9a001902ed43a84c6c96d23b24622e19/dbt-bit_tm.png?h=250",
    Documentation = "https://docs.prefect.io/integrations/prefect-dbt")]
public sealed partial record DbtCliProfile : Block
{
    /// <summary>Name of the profile: the one that <c>dbt_project.yml</c> asks for.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the target that dbt builds where none is asked for.</summary>
    public required string Target { get; init; }

    /// <summary>Where dbt builds.</summary>
    [BlockField(
        Schema = """
            {"oneOf":[{"$ref":"#/definitions/SnowflakeTargetConfigs"},{"$ref":"#/definitions/BigQueryTargetConfigs"},
            {"$ref":"#/definitions/PostgresTargetConfigs"},{"$ref":"#/definitions/TargetConfigs"}]}
            """,
        SecretPaths = [])]
    [BlockUnion(typeof(SnowflakeTargetConfigs), typeof(BigQueryTargetConfigs), typeof(PostgresTargetConfigs), typeof(TargetConfigs))]
    public required BaseTargetConfigs TargetConfigs { get; init; }

    /// <summary>How dbt works. Default: as it does by itself.</summary>
    public GlobalConfigs? GlobalConfigs { get; init; }

    /// <summary>Gives what <c>profiles.yml</c> holds: <c>config</c>, and the profile with its one target.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The document. Secrets in it stand in clear.</returns>
    /// <exception cref="DbtConfigurationException">A setting is given twice and may not be, or one is missing.</exception>
    /// <exception cref="SecretReferenceException">A secret refers to a value that is not there.</exception>
    public async Task<JsonObject> GetProfileAsync(CancellationToken cancellationToken = default)
    {
        JsonObject config = GlobalConfigs is null ? [] : await GlobalConfigs.GetConfigsAsync(cancellationToken).ConfigureAwait(false);
        JsonObject output = await TargetConfigs.GetConfigsAsync(cancellationToken).ConfigureAwait(false);
        return new JsonObject
        {
            ["config"] = config,
            [Name] = new JsonObject { ["target"] = Target, ["outputs"] = new JsonObject { [Target] = output } },
        };
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Require("name", Name);
        Require("target", Target);
        if (Name == "config")
        {
            throw new DbtConfigurationException("name", "A profile cannot be called 'config': profiles.yml keeps dbt's own settings under that name.");
        }
    }

    private static void Require(string field, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new DbtConfigurationException(field, $"The profile has no {field}.");
        }
    }
}

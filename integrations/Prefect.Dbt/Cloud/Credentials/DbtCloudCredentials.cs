using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>Signs in to an account in dbt Cloud, by a service token or a personal access token.</summary>
/// <example>
/// <code>
/// DbtCloudCredentials credentials = await DbtCloudCredentials.LoadAsync("production");
/// DbtCloudJobDefinition job = await credentials.GetAdministrativeClient().GetJobAsync(42);
/// </code>
/// </example>
[Block(
    "dbt Cloud Credentials",
    Logo = "https://images.ctfassets.net/gm98wzqotmnx/5zE9lxfzBHjw3tnEup4wWL/9a001902ed43a84c6c96d23b24622e19/dbt-bit_tm.png?h=250",
    Documentation = "https://docs.prefect.io/integrations/prefect-dbt")]
public sealed partial record DbtCloudCredentials : Block, ICredentials<DbtCloudAdministrativeClient>, ICheckable
{
    private static readonly ClientCache<DbtCloudAdministrativeClient> s_administrative = new();
    private static readonly ClientCache<DbtCloudMetadataClient> s_metadata = new();

    /// <summary>The token.</summary>
    [BlockField(Title = "API Key")]
    public required SecretString ApiKey { get; init; }

    /// <summary>Id of the account: the number after <c>/accounts/</c> in the addresses of its pages.</summary>
    [BlockField(Title = "Account ID")]
    public required long AccountId { get; init; }

    /// <summary>Host of the account, such as <c>ab123.us1.dbt.com</c>; with a port where it has another than 443.</summary>
    public string Domain { get; init; } = "cloud.getdbt.com";

    /// <inheritdoc/>
    /// <exception cref="DbtConfigurationException">A property has a value that cannot be used.</exception>
    public DbtCloudAdministrativeClient GetClient() => GetAdministrativeClient();

    /// <summary>Gives a client by its name.</summary>
    /// <param name="clientType"><c>administrative</c> or <c>metadata</c>.</param>
    /// <exception cref="ArgumentException">There is no such client.</exception>
    /// <exception cref="DbtConfigurationException">A property has a value that cannot be used.</exception>
    public DbtCloudClient GetClient(string clientType)
    {
        ArgumentNullException.ThrowIfNull(clientType);
        return clientType switch
        {
            "administrative" => GetAdministrativeClient(),
            "metadata" => GetMetadataClient(),
            _ => throw new ArgumentException($"There is no client '{clientType}': choose administrative or metadata.", nameof(clientType)),
        };
    }

    /// <summary>Gives the client for jobs, runs and artifacts. It is thread-safe.</summary>
    /// <param name="options">How patiently dbt Cloud is asked. Default: as <see cref="DbtCloudOptions"/> says.</param>
    /// <exception cref="DbtConfigurationException">A property has a value that cannot be used.</exception>
    public DbtCloudAdministrativeClient GetAdministrativeClient(DbtCloudOptions? options = null)
    {
        DbtCloudOptions used = options ?? DbtCloudOptions.Current;
        return used == DbtCloudOptions.Default
            ? s_administrative.Get(this, "administrative", () => new DbtCloudAdministrativeClient(this, used))
            : new DbtCloudAdministrativeClient(this, used);
    }

    /// <summary>Gives the client for questions about what runs made. It is thread-safe.</summary>
    /// <param name="options">How patiently dbt Cloud is asked. Default: as <see cref="DbtCloudOptions"/> says.</param>
    /// <exception cref="DbtConfigurationException">A property has a value that cannot be used.</exception>
    public DbtCloudMetadataClient GetMetadataClient(DbtCloudOptions? options = null)
    {
        DbtCloudOptions used = options ?? DbtCloudOptions.Current;
        return used == DbtCloudOptions.Default
            ? s_metadata.Get(this, "metadata", () => new DbtCloudMetadataClient(this, used))
            : new DbtCloudMetadataClient(this, used);
    }

    /// <summary>Signs in, and lists one job of the account.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        DbtCloudCheck.RunAsync(
            () => GetAdministrativeClient(DbtCloudOptions.Current with { Attempts = 1 }),
            async (client, token) => $"Signed in to the account '{AccountId}', which has {await client.CountJobsAsync(token).ConfigureAwait(false)} jobs.",
            cancellationToken);
}

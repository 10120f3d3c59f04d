using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Apis.Auth.OAuth2;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>
/// Signs in to Google Cloud: by the key of a service account or, when nothing is set, as whoever the application default credentials of
/// the machine say. Tokens renew themselves before they run out.
/// </summary>
/// <remarks>
/// Besides the key of a service account, either property takes the other files that Google's tools write: of a person who signed in, of a
/// service account to stand in for, and of a workload of another provider.
/// </remarks>
/// <example>
/// <code>
/// GcpCredentials credentials = await GcpCredentials.LoadAsync("production");
/// SecretString token = await credentials.GetAccessTokenAsync();
/// </code>
/// </example>
[Block(
    "GCP Credentials",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/10424e311932e31c477ac2b9ef3d53cefbaad708-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-gcp")]
public sealed partial record GcpCredentials : Block, ICredentials<GoogleCredential>, ICheckable
{
    private static readonly Dictionary<string, GcpClientType> s_clients = new(StringComparer.Ordinal)
    {
        ["cloud_storage"] = GcpClientType.CloudStorage,
        ["bigquery"] = GcpClientType.BigQuery,
        ["secret_manager"] = GcpClientType.SecretManager,
        ["job_service"] = GcpClientType.JobService,
    };

    /// <summary>Path of the file with the service account's key. A leading <c>~</c> is the home folder.</summary>
    [BlockField(Format = "path")]
    public string? ServiceAccountFile { get; init; }

    /// <summary>The service account's key: the object that its file holds.</summary>
    public SecretDictionary? ServiceAccountInfo { get; init; }

    /// <summary>Project that is worked in. Default: the service account's own, then that of the application default credentials.</summary>
    public string? Project { get; init; }

    /// <summary>Makes credentials of the text of a key's file.</summary>
    /// <param name="key">The text: a JSON object.</param>
    /// <param name="project">Project that is worked in. Default: the key's own.</param>
    /// <exception cref="GcpConfigurationException">The text is no JSON object.</exception>
    public static GcpCredentials FromKey(string key, string? project = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            return JsonNode.Parse(key) is JsonObject members
                ? new GcpCredentials { ServiceAccountInfo = new SecretDictionary(members), Project = project }
                : throw new GcpConfigurationException("service_account_info", "The key is no JSON object.");
        }
        catch (Exception exception) when (exception is JsonException or (ArgumentException and not GcpConfigurationException))
        {
            // The exception's text may hold a piece of the key.
            throw new GcpConfigurationException("service_account_info", "The key is no JSON object that can be read.");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="GcpConfigurationException">The properties contradict each other, one has a value that cannot be used, or nothing says who signs in.</exception>
    public GoogleCredential GetClient() => GetCredentialsFromServiceAccount();

    /// <summary>Gives the vendor's form of these credentials, to make clients of other packages with.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="GcpConfigurationException">The properties contradict each other, one has a value that cannot be used, or nothing says who signs in.</exception>
    public async Task<GoogleCredential> GetCredentialsFromServiceAccountAsync(CancellationToken cancellationToken = default) =>
        (await OpenAsync(cancellationToken).ConfigureAwait(false)).Credential;

    /// <summary>Asks for a new token. It lasts an hour, and goes into the <c>Authorization</c> header of requests.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="GcpConfigurationException">The properties contradict each other, one has a value that cannot be used, or nothing says who signs in.</exception>
    /// <exception cref="GcpException">Signing in was refused, or could not be reached.</exception>
    public async Task<SecretString> GetAccessTokenAsync(CancellationToken cancellationToken = default)
    {
        string token = await MintAsync(cancellationToken).ConfigureAwait(false);
        SecretMasker.Add(token);
        return token;
    }

    /// <summary>Gives a client of a service by its name.</summary>
    /// <param name="clientType"><c>cloud_storage</c>, <c>bigquery</c>, <c>secret_manager</c> or <c>job_service</c>.</param>
    /// <param name="project">Project that is worked in. Default: that of the credentials.</param>
    /// <param name="location">Location; the job service's default is us-central1.</param>
    /// <exception cref="ArgumentException">There is no client of this name, or the location of the job service is no region.</exception>
    public GcpClient GetClient(string clientType, string? project = null, string? location = null)
    {
        ArgumentNullException.ThrowIfNull(clientType);
        return s_clients.TryGetValue(clientType, out GcpClientType type)
            ? GetClient(type, project, location)
            : throw new ArgumentException($"There is no client '{clientType}': choose one of {string.Join(", ", s_clients.Keys)}.", nameof(clientType));
    }

    /// <summary>Gives a client of a service. It is thread-safe.</summary>
    /// <param name="clientType">The service.</param>
    /// <param name="project">Project that is worked in. Default: that of the credentials.</param>
    /// <param name="location">Location; the job service's default is us-central1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such service.</exception>
    /// <exception cref="GcpConfigurationException">The location of the job service is no region.</exception>
    public GcpClient GetClient(GcpClientType clientType, string? project = null, string? location = null) => clientType switch
    {
        GcpClientType.CloudStorage => new GcpClient(Service(GcpService.Storage), this, clientType, project, location),
        GcpClientType.BigQuery => new GcpClient(Service(GcpService.BigQuery), this, clientType, project, location),
        GcpClientType.SecretManager => new GcpClient(Service(GcpService.SecretManager), this, clientType, project, location),
        GcpClientType.JobService => new GcpClient(Service(GcpService.Vertex.In(location ?? "us-central1")), this, clientType, project, location ?? "us-central1"),
        _ => throw new ArgumentOutOfRangeException(nameof(clientType), clientType, "There is no such service."),
    };

    /// <summary>Gives a client of Cloud Storage.</summary>
    /// <param name="project">Project that is worked in. Default: that of the credentials.</param>
    public GcpClient GetCloudStorageClient(string? project = null) => GetClient(GcpClientType.CloudStorage, project);

    /// <summary>Gives a client of BigQuery.</summary>
    /// <param name="project">Project that is worked in. Default: that of the credentials.</param>
    /// <param name="location">Location of the data.</param>
    public GcpClient GetBigQueryClient(string? project = null, string? location = null) => GetClient(GcpClientType.BigQuery, project, location);

    /// <summary>Gives a client of Secret Manager.</summary>
    public GcpClient GetSecretManagerClient() => GetClient(GcpClientType.SecretManager);

    /// <summary>Gives a client of the job service of Vertex AI.</summary>
    /// <param name="location">Region of the jobs. Default: us-central1.</param>
    /// <exception cref="GcpConfigurationException">The location is no region.</exception>
    public GcpClient GetJobServiceClient(string? location = null) => GetClient(GcpClientType.JobService, location: location);

    /// <summary>Signs in, and says who that is.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => GcpCheck.SignInAsync(this, cancellationToken);

    /// <summary>Who signs in: shared by equal credentials, and found out by the first request.</summary>
    internal GcpIdentity Identity()
    {
        GcpAccess access = GcpAccess.Current;
        return access.Identities.Get(this, "identity", () => new GcpIdentity(token => GcpSignIn.OpenAsync(this, access, token)));
    }

    /// <summary>What sends requests to a service: shared by equal credentials.</summary>
    /// <exception cref="GcpConfigurationException">The properties contradict each other, or name a file that is not there.</exception>
    internal GoogleService Service(GcpService service)
    {
        GcpSignIn.Check(this);
        GcpAccess access = GcpAccess.Current;
        return access.Services.Get(this, $"{service.Name}/{service.Host}", () => new GoogleService(service, Identity(), access));
    }

    /// <summary>The project that is worked in.</summary>
    /// <param name="project">One that the caller names; null for that of the credentials.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="GcpConfigurationException">Nothing says which project.</exception>
    internal async Task<string> ProjectAsync(string? project, CancellationToken cancellationToken) =>
        Text(project)
        ?? Text(Project)
        ?? (await OpenAsync(cancellationToken).ConfigureAwait(false)).Project
        ?? throw new GcpConfigurationException("project", "Nothing says which project is worked in: set project of the credentials.");

    internal Task<string> MintAsync(CancellationToken cancellationToken) =>
        GcpCall.RunAsync(new GcpOperation(GcpService.SignIn, "GetAccessToken", "get a token"), Identity().MintAsync, cancellationToken);

    private Task<GcpSession> OpenAsync(CancellationToken cancellationToken) =>
        Identity().Session is { } known ? Task.FromResult(known) : GcpCall.RunAsync(new GcpOperation(GcpService.SignIn, "SignIn", "find out who signs in"), Identity().OpenAsync, cancellationToken);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}

using Google.Apis.Auth.OAuth2;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>
/// Signs in to Google Cloud: as a service account by its key or, when nothing is set, as whoever the application default credentials of
/// the machine say.
/// </summary>
/// <example>
/// <code>
/// GcpCredentials credentials = await GcpCredentials.LoadAsync("production");
/// </code>
/// </example>
[Block(
    "GCP Credentials",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/10424e311932e31c477ac2b9ef3d53cefbaad708-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-gcp")]
public sealed partial record GcpCredentials : Block, ICredentials<GoogleCredential>
{
    /// <summary>Path of the file with the service account's key. A leading <c>~</c> is the home folder.</summary>
    [BlockField(Format = "path")]
    public string? ServiceAccountFile { get; init; }

    /// <summary>The service account's key: the object that its file holds.</summary>
    public SecretDictionary? ServiceAccountInfo { get; init; }

    /// <summary>Project that is worked in. Default: the service account's own, then that of the application default credentials.</summary>
    public string? Project { get; init; }

    /// <inheritdoc/>
    /// <exception cref="GcpConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public GoogleCredential GetClient() => Sync.Run(() => GetCredentialsAsync());

    private async Task<GoogleCredential> GetCredentialsAsync() => (await Identity().OpenAsync(default).ConfigureAwait(false)).Credential;

    /// <summary>Who signs in: shared by equal credentials, and found out by the first request.</summary>
    internal GcpIdentity Identity() => GcpAccess.Current.Identities.Get(this, "identity", () => new GcpIdentity(token => GcpSignIn.OpenAsync(this, token)));

    /// <summary>What sends requests to a service: shared by equal credentials.</summary>
    internal GoogleService Service(GcpService service)
    {
        GcpAccess access = GcpAccess.Current;
        return access.Services.Get(this, $"{service.Name}/{service.Host}", () => new GoogleService(service, Identity(), access));
    }

    /// <summary>The project that is worked in.</summary>
    /// <param name="project">One that the caller names; null for that of the credentials.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="GcpConfigurationException">Nothing says which project.</exception>
    internal async Task<string> ProjectAsync(string? project, CancellationToken cancellationToken) =>
        project
        ?? Project
        ?? (await Identity().OpenAsync(cancellationToken).ConfigureAwait(false)).Project
        ?? throw new GcpConfigurationException("project", "Nothing says which project is worked in: set project of the credentials.");
}

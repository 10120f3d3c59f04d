using Google.Apis.Auth.OAuth2;

namespace Prefect.Gcp;

/// <summary>Finds out who signs in by a credentials block.</summary>
internal static class GcpSignIn
{
    public static async Task<GcpSession> OpenAsync(GcpCredentials credentials, CancellationToken cancellationToken)
    {
        GcpKey? key = Key(credentials);
        GoogleCredential found = key is null
            ? await GoogleCredential.GetApplicationDefaultAsync(cancellationToken).ConfigureAwait(false)
            : Parse(key);
        GoogleCredential scoped = found.CreateScoped(GcpIdentity.Scope).CreateWithHttpClientFactory(GoogleHttp.Shared);
        string universe = await scoped.GetUniverseDomainAsync(cancellationToken).ConfigureAwait(false);
        string? project = credentials.Project ?? key?.Text("project_id") ?? scoped.QuotaProject;
        return new GcpSession(scoped, project, (scoped.UnderlyingCredential as ServiceAccountCredential)?.Id, universe);
    }

    private static GoogleCredential Parse(GcpKey key)
    {
        string type = key.Type ?? throw new GcpConfigurationException("service_account_info", "The key of the service account has no type.");
        return CredentialFactory.FromJson(key.Json, type);
    }

    private static GcpKey? Key(GcpCredentials credentials) => credentials switch
    {
        { ServiceAccountFile: not null, ServiceAccountInfo: not null } => throw new GcpConfigurationException(
            "service_account_info", "Set service_account_file or service_account_info, not both."),
        { ServiceAccountFile: { } file } => GcpKey.Parse(File.ReadAllText(file)),
        { ServiceAccountInfo: { } info } => GcpKey.Of(info),
        _ => null,
    };
}

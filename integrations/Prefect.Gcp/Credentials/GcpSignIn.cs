using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Apis.Auth.OAuth2;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>Finds out who signs in by a credentials block.</summary>
internal static class GcpSignIn
{
    public static async Task<GcpSession> OpenAsync(GcpCredentials credentials, CancellationToken cancellationToken)
    {
        JsonObject? key = Key(credentials);
        GoogleCredential found = key is null
            ? await GoogleCredential.GetApplicationDefaultAsync(cancellationToken).ConfigureAwait(false)
            : Parse(key);
        GoogleCredential scoped = found.CreateScoped(GcpIdentity.Scope).CreateWithHttpClientFactory(GoogleHttp.Shared);
        string universe = await scoped.GetUniverseDomainAsync(cancellationToken).ConfigureAwait(false);
        string? project = credentials.Project ?? Text(key, "project_id") ?? scoped.QuotaProject;
        return new GcpSession(scoped, project, (scoped.UnderlyingCredential as ServiceAccountCredential)?.Id, universe);
    }

    private static GoogleCredential Parse(JsonObject key)
    {
        string type = Text(key, "type") ?? throw new GcpConfigurationException("service_account_info", "The key of the service account has no type.");
        return CredentialFactory.FromJson(key.ToJsonString(), type);
    }

    private static JsonObject? Key(GcpCredentials credentials) => credentials switch
    {
        { ServiceAccountFile: not null, ServiceAccountInfo: not null } => throw new GcpConfigurationException(
            "service_account_info", "Set service_account_file or service_account_info, not both."),
        { ServiceAccountFile: { } file } => JsonNode.Parse(File.ReadAllText(file)) as JsonObject,
        { ServiceAccountInfo: { } info } => info.Reveal(),
        _ => null,
    };

    private static string? Text(JsonObject? members, string name) =>
        members?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Apis.Auth.OAuth2;

namespace Prefect.Gcp;

/// <summary>Finds out who signs in by a credentials block.</summary>
internal static partial class GcpSignIn
{
    private const string File = "service_account_file";
    private const string Info = "service_account_info";
    private const string Default = "GOOGLE_APPLICATION_CREDENTIALS";

    /// <exception cref="GcpConfigurationException">The properties contradict each other, one has a value that cannot be used, or nothing says who signs in.</exception>
    public static async Task<GcpSession> OpenAsync(GcpCredentials credentials, GcpAccess access, CancellationToken cancellationToken)
    {
        string? project = string.IsNullOrWhiteSpace(credentials.Project) ? null : credentials.Project;
        if (await KeyAsync(credentials, cancellationToken).ConfigureAwait(false) is { } key)
        {
            GoogleCredential found = Scoped(key.Credential(), access);
            return Session(key, found, project ?? key.Text("project_id") ?? Quota(found));
        }

        return await DefaultAsync(project, access, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks whether the properties can be used, as far as that can be told without a request.</summary>
    /// <exception cref="GcpConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public static void Check(GcpCredentials credentials)
    {
        if (credentials is { ServiceAccountFile: not null, ServiceAccountInfo: not null })
        {
            throw new GcpConfigurationException(Info, "Set service_account_file or service_account_info, not both.");
        }

        if (credentials.ServiceAccountFile is { } file && !System.IO.File.Exists(PathOf(file)))
        {
            throw new GcpConfigurationException(File, $"There is no file '{file}', which service_account_file names.");
        }
    }

    private static async Task<GcpKey?> KeyAsync(GcpCredentials credentials, CancellationToken cancellationToken)
    {
        Check(credentials);
        return credentials switch
        {
            { ServiceAccountFile: { } file } => await ReadAsync(PathOf(file), File, cancellationToken).ConfigureAwait(false),
            { ServiceAccountInfo: { } info } => GcpKey.Of(info, Info),
            _ => null,
        };
    }

    private static async Task<GcpSession> DefaultAsync(string? project, GcpAccess access, CancellationToken cancellationToken)
    {
        GcloudFiles gcloud = new(access);
        GcpKey? key = access.Variable(Default) is { Length: > 0 } named
            ? await ReadAsync(PathOf(named), Default, cancellationToken).ConfigureAwait(false)
            : System.IO.File.Exists(gcloud.DefaultCredentials)
                ? await ReadAsync(gcloud.DefaultCredentials, Default, cancellationToken).ConfigureAwait(false)
                : null;
        if (key is null)
        {
            return await MachineAsync(project, gcloud, access, cancellationToken).ConfigureAwait(false);
        }

        GoogleCredential credential = Scoped(key.Credential(), access);
        return Session(key, credential, project ?? Quota(credential) ?? Told(access) ?? key.Text("project_id") ?? gcloud.Project());
    }

    private static async Task<GcpSession> MachineAsync(string? project, GcloudFiles gcloud, GcpAccess access, CancellationToken cancellationToken)
    {
        GcpMachine machine = new(access);
        if (!await machine.IsThereAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new GcpConfigurationException(
                Info,
                "Nothing says who signs in: set service_account_info or service_account_file, name a key's file in GOOGLE_APPLICATION_CREDENTIALS, "
                + "or sign in with 'gcloud auth application-default login'.");
        }

        Task<string> universe = machine.UniverseAsync(cancellationToken);
        Task<string?> email = machine.EmailAsync(cancellationToken);
        string? own = project ?? Told(access) ?? gcloud.Project() ?? await machine.ProjectAsync(cancellationToken).ConfigureAwait(false);
        GoogleCredential credential = Scoped(machine.Credential(await universe.ConfigureAwait(false)), access);
        return new GcpSession(credential, project ?? Quota(credential) ?? own, await email.ConfigureAwait(false), await universe.ConfigureAwait(false));
    }

    private static GcpSession Session(GcpKey key, GoogleCredential credential, string? project) =>
        new(credential, project, key.Text("client_email") ?? Impersonated(key), key.Text("universe_domain") ?? GoogleEndpoint.PublicUniverse);

    private static GoogleCredential Scoped(GoogleCredential credential, GcpAccess access)
    {
        GoogleCredential scoped = credential.CreateScoped(GcpIdentity.Scope).CreateWithHttpClientFactory(access.Http);
        return access.Variable("GOOGLE_CLOUD_QUOTA_PROJECT") is { Length: > 0 } quota ? scoped.CreateWithQuotaProject(quota) : scoped;
    }

    private static string? Quota(GoogleCredential credential) => credential.QuotaProject is { Length: > 0 } project ? project : null;

    private static string? Told(GcpAccess access) =>
        access.Variable("GOOGLE_CLOUD_PROJECT") is { Length: > 0 } project ? project
        : access.Variable("GCLOUD_PROJECT") is { Length: > 0 } older ? older
        : null;

    private static string? Impersonated(GcpKey key) =>
        key.Text("service_account_impersonation_url") is { } address && Account().Match(address) is { Success: true } match
            ? Uri.UnescapeDataString(match.Groups["account"].Value)
            : null;

    private static async Task<GcpKey> ReadAsync(string path, string field, CancellationToken cancellationToken)
    {
        try
        {
            string text = await System.IO.File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
            return GcpKey.Parse(text, field) ?? throw new GcpConfigurationException(field, $"The file '{path}', which {field} names, holds no JSON object.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GcpConfigurationException(field, $"The file '{path}', which {field} names, cannot be read: {exception.Message}", exception);
        }
        catch (JsonException)
        {
            // The exception's text may hold a piece of the key.
            throw new GcpConfigurationException(field, $"The file '{path}', which {field} names, holds no JSON.");
        }
    }

    private static string PathOf(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path;

    [GeneratedRegex("/serviceAccounts/(?<account>[^/:]+):generateAccessToken$", RegexOptions.NonBacktracking)]
    private static partial Regex Account();
}

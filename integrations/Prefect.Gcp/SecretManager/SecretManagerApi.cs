using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>The requests to Secret Manager that this package sends.</summary>
internal sealed partial class SecretManagerApi
{
    public const string Latest = "latest";
    public const int LongestValue = 65_536;

    private static readonly SecretResource s_everywhere = new() { Replication = new SecretReplication(new SecretAutomatic()) };

    private readonly GcpCredentials _credentials;
    private readonly GoogleService _service;
    private readonly string _name;
    private readonly string? _project;
    private readonly TimeSpan? _timeout;

    /// <param name="credentials">How to sign in.</param>
    /// <param name="secretName">Name of the secret, or its resource name: <c>projects/PROJECT/secrets/NAME</c>.</param>
    /// <param name="project">Its project; null for that of the credentials.</param>
    /// <param name="timeout">How long one answer may take; null for the usual.</param>
    /// <exception cref="ArgumentException">The name is none that a secret can have.</exception>
    /// <exception cref="GcpConfigurationException">The credentials contradict themselves, or name a file that is not there.</exception>
    public SecretManagerApi(GcpCredentials credentials, string secretName, string? project = null, TimeSpan? timeout = null)
    {
        if (Resource().Match(secretName) is not { Success: true } match)
        {
            throw new ArgumentException($"'{secretName}' is no name of a secret: it has 1 to 255 letters, digits, dashes and underscores.", nameof(secretName));
        }

        _credentials = credentials;
        _name = match.Groups["name"].Value;
        _project = match.Groups["project"] is { Success: true, Value: var named } ? named : project;
        _timeout = timeout;
        _service = credentials.Service(GcpService.SecretManager);
    }

    public GoogleService Service => _service;

    public static bool IsVersion(string? version) => version is not null && Version().IsMatch(version);

    /// <summary>Creates the secret, without a value.</summary>
    /// <returns>The secret's resource name.</returns>
    public async Task<string> CreateAsync(CancellationToken cancellationToken)
    {
        string project = await ProjectAsync(cancellationToken).ConfigureAwait(false);
        GoogleRequest request = GoogleRequest.Post(GooglePath.Of($"v1/projects/{project}/secrets"), s_everywhere, SecretManagerJson.Default.SecretResource)
            .With("secretId", _name) with { Timeout = _timeout };
        SecretResource made = await _service
            .SendAsync(Operation("CreateSecret", "create the secret", NameIn(project)), request, SecretManagerJson.Default.SecretResource, cancellationToken)
            .ConfigureAwait(false);
        return made.Name ?? NameIn(project);
    }

    /// <summary>Gives the secret a new value.</summary>
    /// <returns>The version's resource name.</returns>
    public async Task<string> AddVersionAsync(byte[] value, CancellationToken cancellationToken)
    {
        string name = await NameAsync(cancellationToken).ConfigureAwait(false);
        AddVersionRequest body = new(new SecretPayload(value, Checksum(value)));
        GoogleRequest request = GoogleRequest.Post(GooglePath.Of($"v1/{name:path}:addVersion"), body, SecretManagerJson.Default.AddVersionRequest) with { Timeout = _timeout };
        SecretVersionResource made = await _service
            .SendAsync(Operation("AddSecretVersion", "write the secret", name), request, SecretManagerJson.Default.SecretVersionResource, cancellationToken)
            .ConfigureAwait(false);
        return made.Name ?? $"{name}/versions/{Latest}";
    }

    /// <summary>Reads a version; its checksum is verified.</summary>
    /// <exception cref="ArgumentException">The version is none that a secret can have.</exception>
    public async Task<byte[]> AccessAsync(string version, CancellationToken cancellationToken)
    {
        string path = await VersionAsync(version, cancellationToken).ConfigureAwait(false);
        GoogleRequest request = GoogleRequest.Get(GooglePath.Of($"v1/{path:path}:access")) with { Timeout = _timeout };
        return await _service.SendAsync(Operation("AccessSecretVersion", "read the secret", path), request, ReadAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes the secret, with all its versions.</summary>
    /// <returns>The secret's resource name.</returns>
    public async Task<string> DeleteAsync(CancellationToken cancellationToken)
    {
        string name = await NameAsync(cancellationToken).ConfigureAwait(false);
        GoogleRequest request = GoogleRequest.Delete(GooglePath.Of($"v1/{name:path}")) with { Timeout = _timeout };
        await _service.SendAsync(Operation("DeleteSecret", "delete the secret", name), request, cancellationToken).ConfigureAwait(false);
        return name;
    }

    /// <summary>Destroys the value of a version.</summary>
    /// <returns>The version's resource name.</returns>
    /// <exception cref="ArgumentException">The version is none that a secret can have.</exception>
    public async Task<string> DestroyAsync(string version, CancellationToken cancellationToken)
    {
        string path = await VersionAsync(version, cancellationToken).ConfigureAwait(false);
        GoogleRequest request = GoogleRequest.Post(
            GooglePath.Of($"v1/{path:path}:destroy"), new DestroyVersionRequest(), SecretManagerJson.Default.DestroyVersionRequest) with { Timeout = _timeout };
        SecretVersionResource gone = await _service
            .SendAsync(Operation("DestroySecretVersion", "destroy the version of a secret", path), request, SecretManagerJson.Default.SecretVersionResource, cancellationToken)
            .ConfigureAwait(false);
        return gone.Name ?? path;
    }

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        AccessVersionResponse? answer = await JsonSerializer
            .DeserializeAsync(body, SecretManagerJson.Default.AccessVersionResponse, cancellationToken).ConfigureAwait(false);
        byte[] data = answer?.Payload?.Data ?? throw new JsonException("The answer holds no secret.");
        return answer.Payload.DataCrc32c is null || answer.Payload.DataCrc32c == Checksum(data)
            ? data
            : throw new HttpRequestException("The value changed on its way: its checksum is another.");
    }

    private static string Checksum(byte[] data) => Crc32C.Append(0, data).ToString(CultureInfo.InvariantCulture);

    private static GcpOperation Operation(string method, string attempt, string target) => new(GcpService.SecretManager, method, attempt, target);

    private Task<string> ProjectAsync(CancellationToken cancellationToken) => _credentials.ProjectAsync(_project, cancellationToken);

    private async Task<string> NameAsync(CancellationToken cancellationToken) => NameIn(await ProjectAsync(cancellationToken).ConfigureAwait(false));

    private string NameIn(string project) => $"projects/{project}/secrets/{_name}";

    private async Task<string> VersionAsync(string version, CancellationToken cancellationToken) =>
        IsVersion(version)
            ? $"{await NameAsync(cancellationToken).ConfigureAwait(false)}/versions/{version}"
            : throw new ArgumentException($"'{version}' is no version of a secret: it is a number, an alias or '{Latest}'.", nameof(version));

    [GeneratedRegex(@"\A(projects/(?<project>[A-Za-z0-9][A-Za-z0-9.:-]*)/secrets/)?(?<name>[A-Za-z0-9_-]{1,255})\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Resource();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,63}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Version();
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>
/// Sends requests to the JSON interface of a service: signed in, and repeated where they may be. For what this package's blocks and
/// tasks do not offer.
/// </summary>
/// <example>
/// <code>
/// GcpClient storage = credentials.GetCloudStorageClient();
/// JsonObject bucket = await storage.GetAsync("storage/v1/b/landing");
/// </code>
/// </example>
[SyncTwins]
public sealed partial class GcpClient
{
    private readonly GoogleService _service;
    private readonly GcpCredentials _credentials;
    private readonly string? _project;

    internal GcpClient(GoogleService service, GcpCredentials credentials, GcpClientType clientType, string? project, string? location)
    {
        _service = service;
        _credentials = credentials;
        _project = project;
        ClientType = clientType;
        Location = location;
    }

    /// <summary>The service.</summary>
    public GcpClientType ClientType { get; }

    /// <summary>The location that was asked for; null for none.</summary>
    public string? Location { get; }

    /// <summary>Gives the project that is worked in.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="GcpConfigurationException">Nothing says which project, or the credentials cannot be used.</exception>
    /// <exception cref="GcpException">The machine was to say which project, and could not be asked.</exception>
    public Task<string> GetProjectAsync(CancellationToken cancellationToken = default) => _credentials.ProjectAsync(_project, cancellationToken);

    /// <summary>Reads a resource.</summary>
    /// <param name="path">Path below the service's address, escaped, and query: <c>storage/v1/b/landing?projection=full</c>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The path is empty, or leads elsewhere.</exception>
    /// <exception cref="GcpConfigurationException">The credentials cannot be used.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Sends a request. It is repeated after a failure when its method is one that may be, which POST and PATCH are not.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Path below the service's address, escaped, and query.</param>
    /// <param name="body">The document that is sent; null for none.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The answer's document; an empty one where the answer has none.</returns>
    /// <exception cref="ArgumentException">The path is empty, or leads elsewhere.</exception>
    /// <exception cref="GcpConfigurationException">The credentials cannot be used.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        GoogleRequest request = new(method, Checked(path)) { Body = body is null ? null : GoogleBody.Json(body, GcpClientJson.Default.JsonObject) };
        return _service.SendAsync(Operation(method, path), request, ReadAsync, cancellationToken);
    }

    /// <summary>Reads a list, page by page.</summary>
    /// <param name="path">Path below the service's address, escaped, and query.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <returns>The pages.</returns>
    /// <exception cref="ArgumentException">The path is empty, or leads elsewhere.</exception>
    /// <exception cref="GcpConfigurationException">The credentials cannot be used.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public IAsyncEnumerable<JsonObject> ListAsync(string path, CancellationToken cancellationToken = default)
    {
        GoogleRequest request = GoogleRequest.Get(Checked(path));
        return _service.PagesAsync(Operation(HttpMethod.Get, path), request, GcpClientJson.Default.JsonObject, NextPage, cancellationToken);
    }

    private static async Task<JsonObject> ReadAsync(Stream answer, CancellationToken cancellationToken)
    {
        using MemoryStream document = new();
        await answer.CopyToAsync(document, cancellationToken).ConfigureAwait(false);
        return document.Length == 0
            ? []
            : JsonSerializer.Deserialize(document.GetBuffer().AsSpan(0, (int)document.Length), GcpClientJson.Default.JsonObject) ?? throw new JsonException("The answer is null.");
    }

    private static string? NextPage(JsonObject page) =>
        page["nextPageToken"] is JsonValue token && token.GetValueKind() == JsonValueKind.String ? token.GetValue<string>() : null;

    private GcpOperation Operation(HttpMethod method, string path) =>
        new(_service.Service, method.Method, $"send {method.Method}", path.Split('?')[0]);

    private static string Checked(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string[] segments = path.Split('?')[0].Split('/');
        return path.Contains('#', StringComparison.Ordinal) || segments.Any(LeadsElsewhere)
            ? throw new ArgumentException("The path must be relative to the service's address, such as storage/v1/b/landing, and have its values escaped.", nameof(path))
            : path;
    }

    private static bool LeadsElsewhere(string segment) => segment.Contains('\\', StringComparison.Ordinal) || Uri.UnescapeDataString(segment) is "" or "." or "..";
}

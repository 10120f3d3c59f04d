using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Prefect.Client;

/// <summary>Whether a server is there, and which one it is.</summary>
public sealed partial class AdminApi
{
    private readonly ApiCalls _calls;
    private readonly bool _checksVersion;
    private readonly Lock _gate = new();
    private Task<Version?>? _check;

    internal AdminApi(ApiCalls calls, bool checksVersion)
    {
        _calls = calls;
        _checksVersion = checksVersion;
    }

    /// <summary>Asks whether the server is up.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">It cannot be reached, or says that it is not well.</exception>
    public async Task CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        ApiRequest request = new("check the server's health", HttpMethod.Get, "/health");
        ApiResponse response = await _calls.Transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!ApiText.Read(response, WireJson.Default.Boolean, request))
        {
            throw ApiErrors.Unwell(request, response);
        }
    }

    /// <summary>Reads the server's version, such as <c>3.8.3</c>.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<string> ReadServerVersionAsync(CancellationToken cancellationToken = default) =>
        _calls.GetAsync("read the server's version", "/admin/version", WireJson.Default.String, cancellationToken);

    /// <summary>Reads the version of the API, such as <c>0.8.4</c>.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<string> ReadApiVersionAsync(CancellationToken cancellationToken = default) =>
        _calls.GetAsync("read the version of the API", "/version", WireJson.Default.String, cancellationToken);

    /// <summary>Reads which block document describes where results are kept that say nothing else.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its id, or <see langword="null"/> where none is set.</returns>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<Guid?> ReadDefaultResultStorageAsync(CancellationToken cancellationToken = default)
    {
        DefaultResultStorage storage = await _calls.GetAsync(
            "read the default storage of results", "/admin/storage", WireJson.Default.DefaultResultStorage, cancellationToken).ConfigureAwait(false);
        return storage.DefaultResultStorageBlockId;
    }

    /// <summary>Sets which block document describes where results are kept that say nothing else.</summary>
    /// <param name="blockDocumentId">Its id, or <see langword="null"/> to set none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is no such document, the server refused, or cannot be reached.</exception>
    public Task SetDefaultResultStorageAsync(Guid? blockDocumentId, CancellationToken cancellationToken = default) => blockDocumentId is null
        ? _calls.DeleteAsync("unset the default storage of results", "/admin/storage", cancellationToken)
        : _calls.SendAsync(
            HttpMethod.Put, "set the default storage of results", "/admin/storage",
            new DefaultResultStorage(blockDocumentId), WireJson.Default.DefaultResultStorage, cancellationToken);

    /// <summary>
    /// Makes sure, once, that the server speaks the protocol that this client speaks: that of Prefect 3. Does nothing on Prefect Cloud,
    /// and nothing without <c>PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED</c>. A server that is older than the protocol is warned of.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The server's version, or <see langword="null"/> where it was not asked for, or is none that can be compared.</returns>
    /// <exception cref="PrefectApiException">The server is of another generation, refused, or cannot be reached.</exception>
    public async Task<Version?> EnsureCompatibleAsync(CancellationToken cancellationToken = default)
    {
        if (!_checksVersion)
        {
            return null;
        }

        Task<Version?> check;
        lock (_gate)
        {
            // A check that failed on the way is made again; all who ask meanwhile wait for the same one.
            check = _check is { IsFaulted: false, IsCanceled: false } known ? known : _check = CompareAsync();
        }

        return await check.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Version?> CompareAsync()
    {
        string text = await ReadServerVersionAsync(CancellationToken.None).ConfigureAwait(false);
        if (Parse(text) is not { } server)
        {
            LogUnknown(_calls.Transport.Logger, text.Length > 50 ? text[..50] : text);
            return null;
        }

        if (server.Major != ApiProtocol.Client.Major)
        {
            throw ApiErrors.OtherGeneration(server, _calls.Transport.Address);
        }

        if (server < ApiProtocol.Client)
        {
            LogOlder(_calls.Transport.Logger, server, ApiProtocol.Client);
        }

        return server;
    }

    /// <summary>The numbers at the beginning of <c>3.8.3.dev4+2.gabc</c>.</summary>
    internal static Version? Parse(string text)
    {
        List<int> numbers = [];
        foreach (string part in text.Trim().TrimStart('v').Split('.', '-', '+'))
        {
            if (numbers.Count == 3 || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                break;
            }

            numbers.Add(number);
        }

        return numbers.Count == 0 ? null : new Version(numbers[0], numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Prefect server is of version {Server}, older than the protocol of {Client} that is spoken here. Update the server: some calls may fail.")]
    private static partial void LogOlder(ILogger logger, Version server, Version client);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Prefect server gives a version that cannot be compared: {Text}.")]
    private static partial void LogUnknown(ILogger logger, string text);
}

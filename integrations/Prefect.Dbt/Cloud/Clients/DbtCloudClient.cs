using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>Speaks to dbt Cloud.</summary>
public abstract class DbtCloudClient
{
    private static readonly KeyValuePair<string, string>[] s_headers =
    [
        new("User-Agent", "prefect-" + Version()),
        new("x-dbt-partner-source", "prefect"),
    ];

    private readonly RestOptions _rest;

    private protected DbtCloudClient(DbtCloudCredentials credentials, Uri address, DbtCloudOptions options)
    {
        Options = options;
        _rest = new RestOptions
        {
            Address = address,
            Connections = options.Connections,
            Headers = s_headers,
            RequestTimeout = options.RequestTimeout,
            Attempts = options.Attempts,
            Backoff = options.Backoff,
            TimeProvider = options.TimeProvider,
            Logger = PrefectLogging.CreateLogger(GetType()),
            SignIn = async (_, token) => Bearer(await credentials.ApiKey.RevealAsync(token).ConfigureAwait(false)),
        };
    }

    // A line break after it comes from a file or a terminal; what else there may be is not for a header to carry, nor for a message to show.
    private static AuthenticationHeaderValue Bearer(string apiKey)
    {
        string key = apiKey.Trim();
        return key.Length > 0 && key.All(static character => character is > ' ' and <= '~')
            ? new AuthenticationHeaderValue("Bearer", key)
            : throw new DbtConfigurationException(
                "api_key", "api_key of the dbt Cloud credentials has characters that no token has, such as a space, a line break or a typographic quotation mark: copy it anew.");
    }

    /// <summary>The address that paths are relative to, which ends in a slash.</summary>
    public Uri Address => _rest.Address;

    internal DbtCloudOptions Options { get; }

    /// <summary>Whether no proxy stands between, and nobody gave connections of their own.</summary>
    internal bool IsReachedDirectly => Options.Connections == RestConnections.Shared && !NetworkProbe.IsProxied(Address);

    /// <summary>Sends a request and gives the answer with all of its body.</summary>
    internal Task<RestAnswer> ReadAsync(DbtCloudCall call, RestRequest request, CancellationToken cancellationToken) =>
        new RestClient(_rest, call).ReadAsync(call.Operation, request, cancellationToken);

    /// <summary>Sends a request and reads the answer's document.</summary>
    internal Task<JsonElement> DocumentAsync(DbtCloudCall call, RestRequest request, CancellationToken cancellationToken) =>
        SendAsync(call, request, ReadDocumentAsync, cancellationToken);

    /// <summary>Sends a request and has the answer read as part of the try.</summary>
    internal Task<T> SendAsync<T>(
        DbtCloudCall call, RestRequest request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        new RestClient(_rest, call).SendAsync(call.Operation, request.WithHeader("Accept", "application/json"), read, cancellationToken);

    /// <summary>Reads the document; what is no object is none that dbt Cloud gives.</summary>
    internal static async Task<JsonElement> ReadDocumentAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            JsonElement document = await JsonSerializer.DeserializeAsync(body, DbtCloudJson.Default.JsonElement, cancellationToken).ConfigureAwait(false);
            return document.ValueKind == JsonValueKind.Object ? document : throw new JsonException("The answer is no object.");
        }
    }

    private static string Version() =>
        typeof(DbtCloudClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}

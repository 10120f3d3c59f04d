using System.Text.Json;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Sends requests to an account, and on the way to a sign-in elsewhere.</summary>
internal sealed class SnowflakeWire
{

    private readonly RestClient _rest;

    public SnowflakeWire(Uri address, SnowflakeAccess access, TimeSpan total) =>
        _rest = new RestClient(
            new RestOptions
            {
                Address = address,
                Connections = access.Connections,
                Headers = [new("User-Agent", SnowflakeDriver.UserAgent)],
                TotalTimeout = total,
                Backoff = access.Backoff,
                TimeProvider = access.Clock,
                Logger = Blocks.PrefectLogging.CreateLogger("prefect.snowflake"),
            },
            SnowflakeDialect.Instance);


    /// <summary>Sends a request of a session, and reads the envelope that each answer of the service has.</summary>
    public async Task<SnowflakeAnswer> SendAsync(ServiceOperation operation, RestRequest request, int generation, CancellationToken cancellationToken) =>
        new(await ReadAsync(operation, request, cancellationToken).ConfigureAwait(false), generation);

    /// <summary>Sends a request, and reads the answer's JSON.</summary>
    /// <exception cref="SnowflakeException">It was refused, or could not be reached.</exception>
    public Task<JsonDocument> ReadAsync(ServiceOperation operation, RestRequest request, CancellationToken cancellationToken) =>
        _rest.SendAsync(operation, request, ParseAsync, cancellationToken);

    /// <summary>Sends a request, and reads the answer's text.</summary>
    /// <exception cref="SnowflakeException">It was refused, or could not be reached.</exception>
    public async Task<string> ReadTextAsync(ServiceOperation operation, RestRequest request, CancellationToken cancellationToken) =>
        (await _rest.ReadAsync(operation, request, cancellationToken).ConfigureAwait(false)).Text;

    private static async Task<JsonDocument> ParseAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            JsonDocument document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            throw new JsonException("The answer is no JSON object.");
        }
    }
}

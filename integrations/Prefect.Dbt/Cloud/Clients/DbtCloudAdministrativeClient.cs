using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>
/// Works with the jobs, runs and artifacts of an account in dbt Cloud. At most 5,000 requests a minute are allowed to an account. Safe to use
/// from many threads.
/// </summary>
/// <example>
/// <code>
/// DbtCloudAdministrativeClient client = credentials.GetAdministrativeClient();
/// DbtCloudRun run = await client.TriggerJobRunAsync(42, new() { GitBranch = "main" });
/// </code>
/// </example>
[SyncTwins]
public sealed partial class DbtCloudAdministrativeClient : DbtCloudClient
{
    internal DbtCloudAdministrativeClient(DbtCloudCredentials credentials, DbtCloudOptions options)
        : base(credentials, DbtCloudAddress.Administrative(credentials), options)
    {
    }

    /// <summary>Sends any request below the account's address.</summary>
    /// <param name="httpMethod">The method, such as <c>GET</c>.</param>
    /// <param name="path">Path below <c>/api/v2/accounts/…/</c>, escaped, such as <c>projects/</c>.</param>
    /// <param name="parameters">Parameters of the query.</param>
    /// <param name="json">The body.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The method is none, the path is empty or leads elsewhere.</exception>
    /// <exception cref="DbtCloudAdministrativeApiCallFailedException">dbt Cloud refused the request or could not be reached.</exception>
    public Task<RestAnswer> CallEndpointAsync(
        string httpMethod,
        string path,
        IReadOnlyDictionary<string, string>? parameters = null,
        JsonNode? json = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(httpMethod);
        RestRequest request = new(Method(httpMethod), DbtCloudPath.Below(Address, path))
        {
            Body = json is null ? null : RestBody.Json(json, DbtCloudJson.Default.JsonNode),
        };
        foreach ((string name, string value) in parameters ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            request = request.With(name, value);
        }

        DbtCloudCall call = new(
            "Call",
            $"send {request.Method} {request.Path} to dbt Cloud",
            static (message, fault, inner) => new DbtCloudAdministrativeApiCallFailedException(message, fault, inner))
        {
            IsForDevelopers = true,
        };
        return ReadAsync(call, request, cancellationToken);
    }

    private static HttpMethod Method(string name) => name.All(char.IsAsciiLetter)
        ? HttpMethod.Parse(name.ToUpperInvariant())
        : throw new ArgumentException("There is no such method: name one such as GET, POST, PATCH or DELETE.", nameof(name));

    /// <summary>Sends a request and reads what stands under <c>data</c>; an answer without that is none that dbt Cloud gives.</summary>
    private Task<JsonElement> DataAsync(DbtCloudCall call, RestRequest request, CancellationToken cancellationToken) =>
        SendAsync(
            call,
            request,
            static async (answer, token) =>
            {
                JsonElement document = await ReadDocumentAsync(answer, token).ConfigureAwait(false);
                return document.TryGetProperty("data", out JsonElement data) ? data : throw new JsonException("The answer has no data.");
            },
            cancellationToken);

    private Task<T> DataAsync<T>(DbtCloudCall call, RestRequest request, CancellationToken cancellationToken)
        where T : class, IDbtDocument<T> =>
        SendAsync(
            call,
            request,
            static async (answer, token) =>
                DbtDocuments.Of<T>((await ReadDocumentAsync(answer, token).ConfigureAwait(false)).Member("data")),
            cancellationToken);
}

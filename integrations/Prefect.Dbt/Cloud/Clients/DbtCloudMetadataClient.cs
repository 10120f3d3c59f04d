using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>
/// Asks dbt Cloud's metadata service, in GraphQL, about what runs made: models, tests, sources and their states. At most 500 requests a
/// minute are allowed to an account. Safe to use from many threads.
/// </summary>
/// <example>
/// <code>
/// JsonElement answer = await credentials.GetMetadataClient().QueryAsync(
///     "query ($jobId: BigInt!) { job(id: $jobId) { models { uniqueId status } } }", new JsonObject { ["jobId"] = 42 });
/// </code>
/// </example>
[SyncTwins]
public sealed partial class DbtCloudMetadataClient : DbtCloudClient
{
    internal DbtCloudMetadataClient(DbtCloudCredentials credentials, DbtCloudOptions options)
        : base(credentials, DbtCloudAddress.Metadata(credentials), options)
    {
    }

    /// <summary>Asks a question. It is sent again where that may help: questions change nothing.</summary>
    /// <param name="query">The question in GraphQL.</param>
    /// <param name="variables">Values of its variables.</param>
    /// <param name="operationName">Which operation of the question is meant, where it has several.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The answer: <c>data</c>, and <c>errors</c> where there are any.</returns>
    /// <exception cref="ArgumentException">The question is empty.</exception>
    /// <exception cref="DbtCloudException">The service refused the request or could not be reached.</exception>
    public Task<JsonElement> QueryAsync(
        string query, JsonObject? variables = null, string? operationName = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        JsonObject body = new() { ["query"] = query };
        if (variables is not null)
        {
            body["variables"] = variables.DeepClone();
        }

        if (operationName is not null)
        {
            body["operationName"] = operationName;
        }

        RestRequest request = RestRequest.Post("graphql", body, DbtCloudJson.Default.JsonObject) with { MayRepeat = true };
        DbtCloudCall call = new("Query", "ask dbt Cloud's metadata service", static (message, fault, inner) => new DbtCloudException(message, fault, inner));
        return DocumentAsync(call, request, cancellationToken);
    }
}

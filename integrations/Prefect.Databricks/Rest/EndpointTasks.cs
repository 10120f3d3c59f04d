using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>Any request to the API of a workspace: as a method, and as a task to be run, submitted or mapped.</summary>
[SyncTwins]
public static partial class EndpointTasks
{
    /// <summary>Sends a request and gives the answer as it is, where it is one of success.</summary>
    /// <param name="endpoint">Path below <c>https://HOST/api/</c>, escaped: <c>/2.1/jobs/list</c>.</param>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="httpMethod">GET, POST, PUT, DELETE or PATCH. Default: GET. After a failure all but POST and PATCH are repeated.</param>
    /// <param name="parameters">Parameters of the query: texts, numbers, true or false, or lists of such. Those that are null are left out.</param>
    /// <param name="json">The document that is sent. Members that are null are left out, at whatever depth.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <example>
    /// <code>
    /// RestAnswer answer = await EndpointTasks.ExecuteEndpointAsync("/2.1/jobs/list", credentials, parameters: new() { ["limit"] = 5 });
    /// JsonObject? jobs = answer.Members();
    /// </code>
    /// </example>
    /// <exception cref="ArgumentException">The endpoint is empty or leads elsewhere, the method is another, or a parameter is none that a query can have.</exception>
    /// <exception cref="DatabricksException">The service refused the request or could not be reached.</exception>
    [FlowTask]
    public static Task<RestAnswer> ExecuteEndpointAsync(
        string endpoint,
        DatabricksCredentials databricksCredentials,
        HttpMethod? httpMethod = null,
        JsonObject? parameters = null,
        JsonObject? json = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(databricksCredentials);
        HttpMethod method = Checked(httpMethod ?? HttpMethod.Get);
        RestRequest request = DatabricksRequest.Of(method, endpoint, parameters, json);
        return DatabricksConnection.Of(databricksCredentials).Api.ReadAsync(
            DatabricksOperation.Endpoint(method, request.Path.Split('?')[0]), request.WithHeader("Accept", "application/json"), cancellationToken);
    }

    private static HttpMethod Checked(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Post || method == HttpMethod.Put || method == HttpMethod.Delete || method == HttpMethod.Patch
            ? method
            : throw new ArgumentException($"Requests are GET, POST, PUT, DELETE or PATCH, not {method}.", nameof(method));
}

using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>
/// Sends requests to a workspace: signed in, and repeated where they may be. For what this package's tasks do not offer, and for lists of
/// any length.
/// </summary>
/// <example>
/// <code>
/// DatabricksClient client = credentials.GetClient();
/// JsonObject warehouses = await client.GetAsync("2.0/sql/warehouses");
/// await foreach (Run run in client.ListRunsAsync(activeOnly: true)) { }
/// </code>
/// </example>
[SyncTwins]
public sealed partial class DatabricksClient
{
    private readonly RestClient _api;

    internal DatabricksClient(RestClient api) => _api = api;

    /// <summary>Address that paths are below: <c>https://HOST/api/</c>.</summary>
    public Uri Address => _api.Address;

    /// <summary>Reads a resource.</summary>
    /// <param name="path">Path below <see cref="Address"/>, escaped, and query: <c>2.1/jobs/get?job_id=7</c>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The path is empty, or leads elsewhere.</exception>
    /// <exception cref="DatabricksException">The service refused the request or could not be reached.</exception>
    public Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Sends a request. It is repeated after a failure when its method is one that may be, which POST and PATCH are not.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Path below <see cref="Address"/>, escaped, and query.</param>
    /// <param name="body">The document that is sent; null for none. Members that are null are left out.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The answer's document; an empty one where the answer has none.</returns>
    /// <exception cref="ArgumentException">The path is empty, or leads elsewhere.</exception>
    /// <exception cref="DatabricksException">The service refused the request or could not be reached.</exception>
    public Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        RestRequest request = DatabricksRequest.Of(method, path, null, body);
        return _api.SendAsync(DatabricksOperation.Endpoint(method, request.Path.Split('?')[0]), request, DatabricksWire.Type<JsonObject>(), cancellationToken);
    }

    /// <summary>Lists the jobs of the workspace, page by page as they are asked for.</summary>
    /// <param name="name">Name that they have, in any case; null for any.</param>
    /// <param name="expandTasks">Whether tasks and clusters come along.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="DatabricksException">The service refused a request, could not be reached, or leads in a circle.</exception>
    public IAsyncEnumerable<Job> ListJobsAsync(string? name = null, bool expandTasks = false, CancellationToken cancellationToken = default) =>
        new JobsApi(_api).AllAsync(name, expandTasks, cancellationToken);

    /// <summary>Lists runs, the newest first, page by page as they are asked for.</summary>
    /// <param name="jobId">Id of their job; null for runs of all jobs.</param>
    /// <param name="activeOnly">Whether only those are listed that are under way.</param>
    /// <param name="completedOnly">Whether only those are listed that have ended.</param>
    /// <param name="runType">What they are of; null for anything.</param>
    /// <param name="expandTasks">Whether tasks and clusters come along.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ArgumentException">Only those under way and only those that have ended are wanted.</exception>
    /// <exception cref="DatabricksException">The service refused a request, could not be reached, or leads in a circle.</exception>
    public IAsyncEnumerable<Run> ListRunsAsync(
        long? jobId = null,
        bool activeOnly = false,
        bool completedOnly = false,
        RunType? runType = null,
        bool expandTasks = false,
        CancellationToken cancellationToken = default) =>
        new JobsApi(_api).AllRunsAsync(
            RunFilter.Checked(new RunFilter { JobId = jobId, ActiveOnly = activeOnly, CompletedOnly = completedOnly, RunType = runType, ExpandTasks = expandTasks }),
            cancellationToken);
}

using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>
/// Jobs of Cloud Run and their executions in a region, by the first version of its interface. It is thread-safe, and holds nothing that
/// is to be disposed. Questions and deletions are repeated as the options say; nothing else is.
/// </summary>
[SyncTwins]
public sealed partial class CloudRunClient
{
    private readonly GcpCredentials _credentials;
    private readonly GcpService _region;
    private readonly CloudRunOptions _options;

    /// <summary>Makes a client. Nothing is asked of the service.</summary>
    /// <param name="credentials">How to sign in.</param>
    /// <param name="region">The region.</param>
    /// <param name="options">Attempts, waits and the clock. Default: <see cref="CloudRunOptions.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="region"/> is none.</exception>
    public CloudRunClient(GcpCredentials credentials, string region, CloudRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        JobValidation.CheckRegion(region);
        _credentials = credentials;
        _region = GcpService.Run.In(region);
        _options = options ?? CloudRunOptions.Default;
    }

    /// <summary>Begins to create a job.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="body">Its description, in the service's own form.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task CreateJobAsync(string project, JsonObject body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        GoogleRequest request = GoogleRequest.Post(GooglePath.Of($"apis/run.googleapis.com/v1/namespaces/{project}/jobs"), body, JobJson.Default.JsonObject);
        string name = body.Object("metadata")?.Text("name") ?? "";
        return SendAsync(On("CreateJob", "create the Cloud Run job", name), request, cancellationToken);
    }

    /// <summary>Reads how a job stands.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="jobName">Name of the job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task<JobV1> GetJobAsync(string project, string jobName, CancellationToken cancellationToken = default)
    {
        GcpOperation operation = On("GetJob", "read the state of the Cloud Run job", jobName);
        return JobV1.Read(await AskAsync(operation, GoogleRequest.Get(Job(project, jobName)), cancellationToken).ConfigureAwait(false))
            ?? throw JobAnswers.Empty(operation);
    }

    /// <summary>Starts an execution of a job. A request that is repeated starts another one.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="jobName">Name of the job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the execution.</returns>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task<string> RunJobAsync(string project, string jobName, CancellationToken cancellationToken = default)
    {
        GcpOperation operation = On("RunJob", "start the Cloud Run job", jobName);
        GoogleRequest request = GoogleRequest.Post<JsonObject>(Job(project, jobName) + ":run", [], JobJson.Default.JsonObject);
        JsonObject answer = await SendAsync(operation, request, cancellationToken).ConfigureAwait(false);
        return answer.Object("metadata")?.Text("name") ?? throw JobAnswers.Empty(operation);
    }

    /// <summary>Begins to delete a job with its executions.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="jobName">Name of the job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task DeleteJobAsync(string project, string jobName, CancellationToken cancellationToken = default) =>
        AskAsync(On("DeleteJob", "delete the Cloud Run job", jobName), GoogleRequest.Delete(Job(project, jobName)), cancellationToken);

    /// <summary>Reads how an execution stands.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="executionName">Name of the execution.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task<ExecutionV1> GetExecutionAsync(string project, string executionName, CancellationToken cancellationToken = default)
    {
        GcpOperation operation = On("GetExecution", "read the state of the Cloud Run execution", executionName);
        return ExecutionV1.Read(await AskAsync(operation, GoogleRequest.Get(Execution(project, executionName)), cancellationToken).ConfigureAwait(false))
            ?? throw JobAnswers.Empty(operation);
    }

    /// <summary>Begins to cancel an execution, which stays.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="executionName">Name of the execution.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task CancelExecutionAsync(string project, string executionName, CancellationToken cancellationToken = default) => AskAsync(
        On("CancelExecution", "cancel the Cloud Run execution", executionName),
        GoogleRequest.Post<JsonObject>(Execution(project, executionName) + ":cancel", [], JobJson.Default.JsonObject),
        cancellationToken);

    private GcpOperation On(string method, string attempt, string target) => new(_region, method, attempt, target);

    private static string Job(string project, string job) => GooglePath.Of($"apis/run.googleapis.com/v1/namespaces/{project}/jobs/{job}");

    private static string Execution(string project, string execution) => GooglePath.Of($"apis/run.googleapis.com/v1/namespaces/{project}/executions/{execution}");

    /// <summary>Sends a request that may be carried out twice.</summary>
    private Task<JsonObject> AskAsync(GcpOperation operation, GoogleRequest request, CancellationToken cancellationToken) =>
        JobRetry.OfReading(_options).RunAsync(() => SendAsync(operation, request, cancellationToken), failed: null, cancellationToken);

    private Task<JsonObject> SendAsync(GcpOperation operation, GoogleRequest request, CancellationToken cancellationToken) => _credentials.Service(_region)
        .SendAsync(operation, request with { MayRepeat = false, Timeout = _options.RequestTimeout }, JobJson.Default.JsonObject, cancellationToken);
}

using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>
/// Jobs of Cloud Run and their executions, by the second version of its interface. It is thread-safe, and holds nothing that is to be
/// disposed. Questions and deletions are repeated as the options say; nothing else is.
/// </summary>
[SyncTwins]
public sealed partial class CloudRunV2Client
{
    private readonly GcpCredentials _credentials;
    private readonly CloudRunOptions _options;

    /// <summary>Makes a client. Nothing is asked of the service.</summary>
    /// <param name="credentials">How to sign in.</param>
    /// <param name="options">Attempts, waits and the clock. Default: <see cref="CloudRunOptions.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> is null.</exception>
    public CloudRunV2Client(GcpCredentials credentials, CloudRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
        _options = options ?? CloudRunOptions.Default;
    }

    private GoogleService Service => _credentials.Service(GcpService.Run);

    /// <summary>Begins to create a job.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="location">Region.</param>
    /// <param name="jobId">Name of the job: up to 63 small letters, digits and dashes.</param>
    /// <param name="body">Its description, in the service's own form.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task CreateJobAsync(string project, string location, string jobId, JsonObject body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentException.ThrowIfNullOrWhiteSpace(jobId);
        GoogleRequest request = GoogleRequest.Post(GooglePath.Of($"v2/projects/{project}/locations/{location}/jobs"), body, JobJson.Default.JsonObject)
            .With("jobId", jobId);
        return SendAsync(On("CreateJob", "create the Cloud Run job", jobId), request, cancellationToken);
    }

    /// <summary>Reads how a job stands.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="location">Region.</param>
    /// <param name="jobName">Name of the job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task<JobV2> GetJobAsync(string project, string location, string jobName, CancellationToken cancellationToken = default)
    {
        GcpOperation operation = On("GetJob", "read the state of the Cloud Run job", jobName);
        GoogleRequest request = GoogleRequest.Get(Job(project, location, jobName));
        return JobV2.Read(await AskAsync(operation, request, cancellationToken).ConfigureAwait(false)) ?? throw JobAnswers.Empty(operation);
    }

    /// <summary>Lists the jobs of a region.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="location">Region.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async IAsyncEnumerable<JobV2> ListJobsAsync(string project, string location, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        GcpOperation operation = On("ListJobs", "list the Cloud Run jobs of", location);
        GoogleRequest request = GoogleRequest.Get(GooglePath.Of($"v2/projects/{project}/locations/{location}/jobs"));
        await foreach (JsonObject job in ListAsync(operation, request, "jobs", cancellationToken).ConfigureAwait(false))
        {
            if (JobV2.Read(job) is { } read)
            {
                yield return read;
            }
        }
    }

    /// <summary>Starts an execution of a job. A request that is repeated starts another one.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="location">Region.</param>
    /// <param name="jobName">Name of the job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the execution, with project, region and job.</returns>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task<string> RunJobAsync(string project, string location, string jobName, CancellationToken cancellationToken = default)
    {
        GcpOperation operation = On("RunJob", "start the Cloud Run job", jobName);
        GoogleRequest request = GoogleRequest.Post<JsonObject>(Job(project, location, jobName) + ":run", [], JobJson.Default.JsonObject);
        JsonObject answer = await SendAsync(operation, request, cancellationToken).ConfigureAwait(false);
        return answer.Object("metadata")?.Text("name") ?? throw JobAnswers.Empty(operation);
    }

    /// <summary>Deletes the executions of a job, and then the job.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="location">Region.</param>
    /// <param name="jobName">Name of the job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async Task DeleteJobAsync(string project, string location, string jobName, CancellationToken cancellationToken = default)
    {
        List<string> executions = [];
        await foreach (ExecutionV2 execution in ListExecutionsAsync(project, location, jobName, cancellationToken).ConfigureAwait(false))
        {
            executions.Add(execution.Name);
        }

        foreach (string execution in executions)
        {
            await DeleteExecutionAsync(execution, cancellationToken).ConfigureAwait(false);
            await Task.Delay(_options.DeletionPause, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }

        GoogleRequest request = GoogleRequest.Delete(Job(project, location, jobName));
        await AskAsync(On("DeleteJob", "delete the Cloud Run job", jobName), request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads how an execution stands.</summary>
    /// <param name="executionId">Its name, with project, region and job: <c>projects/…/locations/…/jobs/…/executions/…</c>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException"><paramref name="executionId"/> has not that form.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task<ExecutionV2> GetExecutionAsync(string executionId, CancellationToken cancellationToken = default)
    {
        GcpOperation operation = On("GetExecution", "read the state of the Cloud Run execution", executionId);
        GoogleRequest request = GoogleRequest.Get(Execution(executionId));
        return ExecutionV2.Read(await AskAsync(operation, request, cancellationToken).ConfigureAwait(false)) ?? throw JobAnswers.Empty(operation);
    }

    /// <summary>Lists the executions of a job.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="location">Region.</param>
    /// <param name="jobName">Name of the job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async IAsyncEnumerable<ExecutionV2> ListExecutionsAsync(
        string project, string location, string jobName, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        GcpOperation operation = On("ListExecutions", "list the executions of the Cloud Run job", jobName);
        GoogleRequest request = GoogleRequest.Get(Job(project, location, jobName) + "/executions");
        await foreach (JsonObject execution in ListAsync(operation, request, "executions", cancellationToken).ConfigureAwait(false))
        {
            if (ExecutionV2.Read(execution) is { } read)
            {
                yield return read;
            }
        }
    }

    /// <summary>Begins to cancel an execution, which stays.</summary>
    /// <param name="executionId">Its name, with project, region and job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException"><paramref name="executionId"/> has not that form.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task CancelExecutionAsync(string executionId, CancellationToken cancellationToken = default) => AskAsync(
        On("CancelExecution", "cancel the Cloud Run execution", executionId),
        GoogleRequest.Post<JsonObject>(Execution(executionId) + ":cancel", [], JobJson.Default.JsonObject),
        cancellationToken);

    /// <summary>Begins to delete an execution. Nothing happens where there is none.</summary>
    /// <param name="executionId">Its name, with project, region and job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException"><paramref name="executionId"/> has not that form.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task DeleteExecutionAsync(string executionId, CancellationToken cancellationToken = default)
    {
        try
        {
            GcpOperation operation = On("DeleteExecution", "delete the Cloud Run execution", executionId);
            await AskAsync(operation, GoogleRequest.Delete(Execution(executionId)), cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (JobAnswers.IsNotFound(exception))
        {
            // Somebody else was faster.
        }
    }

    private static GcpOperation On(string method, string attempt, string target) => new(GcpService.Run, method, attempt, target);

    private static string Job(string project, string location, string job) => GooglePath.Of($"v2/projects/{project}/locations/{location}/jobs/{job}");

    private static string Execution(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Split('/') is ["projects", var project, "locations", var location, "jobs", var job, "executions", var execution]
            ? GooglePath.Of($"v2/projects/{project}/locations/{location}/jobs/{job}/executions/{execution}")
            : throw new ArgumentException("The name of an execution has the form projects/…/locations/…/jobs/…/executions/….", nameof(name));
    }

    private async IAsyncEnumerable<JsonObject> ListAsync(
        GcpOperation operation, GoogleRequest request, string member, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<JsonObject> pages = Service.PagesAsync(
            operation,
            request with { Timeout = _options.RequestTimeout, Attempts = _options.ApiReadRetryMaxAttempts, FirstWait = _options.ApiReadRetryInitialDelay },
            JobJson.Default.JsonObject,
            static page => page.Text("nextPageToken"),
            cancellationToken);
        await foreach (JsonObject page in pages.ConfigureAwait(false))
        {
            foreach (JsonObject item in page.Objects(member))
            {
                yield return item;
            }
        }
    }

    /// <summary>Sends a request that may be carried out twice.</summary>
    private Task<JsonObject> AskAsync(GcpOperation operation, GoogleRequest request, CancellationToken cancellationToken) =>
        JobRetry.OfReading(_options).RunAsync(() => SendAsync(operation, request, cancellationToken), failed: null, cancellationToken);

    private Task<JsonObject> SendAsync(GcpOperation operation, GoogleRequest request, CancellationToken cancellationToken) =>
        Service.SendAsync(operation, request with { MayRepeat = false, Timeout = _options.RequestTimeout }, JobJson.Default.JsonObject, cancellationToken);
}

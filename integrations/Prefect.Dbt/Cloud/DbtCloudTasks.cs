using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>Work with dbt Cloud: as methods, and as tasks to be run, submitted or mapped. The tasks are repeated three times, after ten seconds each.</summary>
[SyncTwins]
public static partial class DbtCloudTasks
{
    private const int Retries = 3;
    private const double RetryDelay = 10;

    private static readonly TaskOptions s_neverCached = new() { CachePolicy = CachePolicy.None };

    // What may have been created is not created again.
    private static readonly TaskOptions s_creation = new()
    {
        CachePolicy = CachePolicy.None,
        RetryCondition = static (_, _, state) => ValueTask.FromResult(state.Exception is not DbtCloudException { IsInDoubt: true }),
    };

    /// <summary>Reads a job.</summary>
    /// <param name="dbtCloudCredentials">How to sign in.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="orderBy">Field that related lists are sorted by; with a minus sign before it, the other way round.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtConfigurationException">The credentials cannot be used.</exception>
    /// <exception cref="DbtCloudGetJobFailedException">There is no such job, it may not be read, or dbt Cloud could not be reached.</exception>
    [FlowTask(Name = "Get dbt Cloud job details", Retries = Retries, RetryDelaySeconds = [RetryDelay])]
    public static Task<DbtCloudJobDefinition> GetDbtCloudJobInfoAsync(
        DbtCloudCredentials dbtCloudCredentials, long jobId, string? orderBy = null, CancellationToken cancellationToken = default) =>
        Client(dbtCloudCredentials).GetJobAsync(jobId, orderBy, cancellationToken);

    /// <summary>Creates a job. It is sent once: a creation whose answer is lost is not repeated, nor is a task of it.</summary>
    /// <param name="dbtCloudCredentials">How to sign in.</param>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="environmentId">Id of the environment.</param>
    /// <param name="name">Name of the job.</param>
    /// <param name="executeSteps">The commands that a run carries out. Default: <c>dbt build</c>.</param>
    /// <param name="settings">Whatever else dbt Cloud takes for a job, by its own names.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The name is empty, the settings name what has an argument of its own, or the credentials cannot be used.</exception>
    /// <exception cref="DbtCloudCreateJobFailedException">dbt Cloud refused the job or could not be reached.</exception>
    [FlowTask(Name = "Create dbt Cloud job", Options = nameof(s_creation), Retries = Retries, RetryDelaySeconds = [RetryDelay])]
    public static Task<DbtCloudJobDefinition> CreateDbtCloudJobAsync(
        DbtCloudCredentials dbtCloudCredentials,
        long projectId,
        long environmentId,
        string name,
        IReadOnlyList<string>? executeSteps = null,
        JsonObject? settings = null,
        CancellationToken cancellationToken = default) =>
        Client(dbtCloudCredentials).CreateJobAsync(projectId, environmentId, name, executeSteps, settings, cancellationToken);

    /// <summary>Deletes a job.</summary>
    /// <param name="dbtCloudCredentials">How to sign in.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtConfigurationException">The credentials cannot be used.</exception>
    /// <exception cref="DbtCloudDeleteJobFailedException">There is no such job, it may not be deleted, or dbt Cloud could not be reached.</exception>
    [FlowTask(Name = "Delete existing dbt Cloud job", Retries = Retries, RetryDelaySeconds = [RetryDelay])]
    public static Task DeleteDbtCloudJobAsync(DbtCloudCredentials dbtCloudCredentials, long jobId, CancellationToken cancellationToken = default) =>
        Client(dbtCloudCredentials).DeleteJobAsync(jobId, cancellationToken);

    /// <summary>
    /// Starts a run of a job, once: see <see cref="DbtCloudAdministrativeClient.TriggerJobRunAsync"/>. Repetitions of one task run take up the run that
    /// the first attempt has started.
    /// </summary>
    /// <param name="dbtCloudCredentials">How to sign in.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="options">What is different in this run. Default: nothing.</param>
    /// <param name="submissionKey">
    /// Says what the run is for, the same each time: a run that was started under it in the last seven days is taken up in place of starting another.
    /// Default: none, a run is started.
    /// </param>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <exception cref="DbtConfigurationException">The credentials cannot be used.</exception>
    /// <exception cref="DbtCloudJobRunTriggerFailedException">The run could not be started, or it is not known whether it was: the message says which.</exception>
    [FlowTask(Name = "Trigger dbt Cloud job run", Options = nameof(s_neverCached), Retries = Retries, RetryDelaySeconds = [RetryDelay])]
    public static async Task<DbtCloudRun> TriggerDbtCloudJobRunAsync(
        DbtCloudCredentials dbtCloudCredentials,
        long jobId,
        TriggerJobRunOptions? options = null,
        string? submissionKey = null,
        CancellationToken cancellationToken = default)
    {
        DbtCloudAdministrativeClient client = Client(dbtCloudCredentials);
        return (await DbtCloudKeyedStart.RunAsync(client, jobId, options, submissionKey, TriggerDbtCloudJobRunTask, cancellationToken).ConfigureAwait(false)).Run;
    }

    /// <summary>Finds the id of a run in what dbt Cloud says of it.</summary>
    /// <param name="run">What starting or reading a run gave.</param>
    /// <exception cref="InvalidOperationException">There is no id in it.</exception>
    [FlowTask(Name = "Get dbt Cloud job run ID")]
    public static long GetRunId(DbtCloudRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Id > 0 ? run.Id : throw new InvalidOperationException("There is no id of a run in what dbt Cloud says.");
    }

    /// <summary>Reads a run, always anew.</summary>
    /// <param name="dbtCloudCredentials">How to sign in.</param>
    /// <param name="runId">Id of the run.</param>
    /// <param name="includeRelated">What is to be told besides: <c>trigger</c>, <c>job</c>, <c>debug_logs</c>, <c>run_steps</c>. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtConfigurationException">The credentials cannot be used.</exception>
    /// <exception cref="DbtCloudGetRunFailedException">There is no such run, it may not be read, or dbt Cloud could not be reached.</exception>
    [FlowTask(Name = "Get dbt Cloud job run details", Options = nameof(s_neverCached), Retries = Retries, RetryDelaySeconds = [RetryDelay])]
    public static Task<DbtCloudRun> GetDbtCloudRunInfoAsync(
        DbtCloudCredentials dbtCloudCredentials, long runId, IReadOnlyList<string>? includeRelated = null, CancellationToken cancellationToken = default) =>
        Client(dbtCloudCredentials).GetRunAsync(runId, includeRelated, cancellationToken);

    /// <summary>Lists the paths of what a run has written.</summary>
    /// <param name="dbtCloudCredentials">How to sign in.</param>
    /// <param name="runId">Id of the run.</param>
    /// <param name="step">The step, from 1, that wrote it. Default: the last one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtConfigurationException">The credentials cannot be used.</exception>
    /// <exception cref="DbtCloudListRunArtifactsFailedException">There are none, they may not be listed, or dbt Cloud could not be reached.</exception>
    [FlowTask(Name = "List dbt Cloud job artifacts", Retries = Retries, RetryDelaySeconds = [RetryDelay])]
    public static Task<IReadOnlyList<string>> ListDbtCloudRunArtifactsAsync(
        DbtCloudCredentials dbtCloudCredentials, long runId, int? step = null, CancellationToken cancellationToken = default) =>
        Client(dbtCloudCredentials).ListRunArtifactsAsync(runId, step, cancellationToken);

    /// <summary>Reads a file that a run has written.</summary>
    /// <param name="dbtCloudCredentials">How to sign in.</param>
    /// <param name="runId">Id of the run.</param>
    /// <param name="path">Path of the file, such as <c>manifest.json</c>.</param>
    /// <param name="step">The step, from 1, that wrote it. Default: the last one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The document of a <c>.json</c> file, the text of any other one.</returns>
    /// <exception cref="ArgumentException">The path is empty or leads elsewhere, or the credentials cannot be used.</exception>
    /// <exception cref="DbtCloudGetRunArtifactFailedException">There is no such file, it may not be read, is no JSON, or dbt Cloud could not be reached.</exception>
    [FlowTask(Name = "Get dbt Cloud job artifact", Retries = Retries, RetryDelaySeconds = [RetryDelay])]
    public static async Task<JsonElement> GetDbtCloudRunArtifactAsync(
        DbtCloudCredentials dbtCloudCredentials, long runId, string path, int? step = null, CancellationToken cancellationToken = default)
    {
        DbtCloudArtifact artifact = await Client(dbtCloudCredentials).GetRunArtifactAsync(runId, path, step, cancellationToken).ConfigureAwait(false);
        try
        {
            return artifact.ToJson();
        }
        catch (JsonException exception)
        {
            throw new DbtCloudGetRunArtifactFailedException(
                $"Could not read the artifact '{path}' of the dbt Cloud run '{runId}': it is no JSON, as its name says.", ServiceFault.Unknown, exception);
        }
    }

    /// <summary>Sends any request below the account's address.</summary>
    /// <param name="dbtCloudCredentials">How to sign in.</param>
    /// <param name="path">Path below <c>/api/v2/accounts/…/</c>, escaped, such as <c>projects/</c>.</param>
    /// <param name="httpMethod">The method, such as <c>GET</c>.</param>
    /// <param name="parameters">Parameters of the query.</param>
    /// <param name="json">The body.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The answer's document, or its text where that is no JSON.</returns>
    /// <exception cref="ArgumentException">The method or the path is empty, the path leads elsewhere, or the credentials cannot be used.</exception>
    /// <exception cref="DbtCloudAdministrativeApiCallFailedException">dbt Cloud refused the request or could not be reached.</exception>
    [FlowTask(Name = "Call dbt Cloud administrative API endpoint", Options = nameof(s_neverCached), Retries = Retries, RetryDelaySeconds = [RetryDelay])]
    public static async Task<JsonElement> CallDbtCloudAdministrativeApiEndpointAsync(
        DbtCloudCredentials dbtCloudCredentials,
        string path,
        string httpMethod,
        IReadOnlyDictionary<string, string>? parameters = null,
        JsonNode? json = null,
        CancellationToken cancellationToken = default)
    {
        RestAnswer answer = await Client(dbtCloudCredentials).CallEndpointAsync(httpMethod, path, parameters, json, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonElement.Parse(answer.Body.Span);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(answer.Body.Span), DbtCloudJson.Default.String);
        }
    }

    private static DbtCloudAdministrativeClient Client(DbtCloudCredentials dbtCloudCredentials)
    {
        ArgumentNullException.ThrowIfNull(dbtCloudCredentials);
        return dbtCloudCredentials.GetAdministrativeClient();
    }
}

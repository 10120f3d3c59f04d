using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Dbt;

/// <content>Runs.</content>
public sealed partial class DbtCloudAdministrativeClient
{
    /// <summary>Starts a run of a job, once.</summary>
    /// <remarks>
    /// dbt Cloud knows no key by which it would notice that it is asked twice. So the cause of each run ends with a mark; when an answer is lost,
    /// the runs of the job are searched for it before the start is repeated, for <see cref="DbtCloudOptions.SettleTime"/>.
    /// </remarks>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="options">What is different in this run. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <exception cref="DbtCloudJobRunTriggerFailedException">
    /// dbt Cloud refused to start the run or could not be reached; or it is not known whether it did, as the message says then.
    /// </exception>
    public async Task<DbtCloudRun> TriggerJobRunAsync(long jobId, TriggerJobRunOptions? options = null, CancellationToken cancellationToken = default) =>
        (await new DbtCloudSubmission(this, jobId, options ?? new(), DbtCloudCause.NewMark()).RunAsync(cancellationToken).ConfigureAwait(false)).Run;

    /// <summary>Reads a run.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="includeRelated">What is to be told besides: <c>trigger</c>, <c>job</c>, <c>debug_logs</c>, <c>run_steps</c>. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtCloudGetRunFailedException">There is no such run, it may not be read, or dbt Cloud could not be reached.</exception>
    public Task<DbtCloudRun> GetRunAsync(long runId, IReadOnlyList<string>? includeRelated = null, CancellationToken cancellationToken = default) =>
        GetRunAsync(runId, includeRelated, attempts: null, cancellationToken);

    /// <summary>Lists runs, page by page.</summary>
    /// <param name="jobId">Those of this job. Default: of all.</param>
    /// <param name="status">Those in this state. Default: in any.</param>
    /// <param name="includeRelated">What is to be told besides: <c>trigger</c>, <c>job</c>, <c>debug_logs</c>. Default: nothing.</param>
    /// <param name="orderBy">Field that they are sorted by; with a minus sign before it, the other way round. Default: the newest first.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="DbtCloudException">The runs may not be listed, or dbt Cloud could not be reached.</exception>
    public IAsyncEnumerable<DbtCloudRun> ListRunsAsync(
        long? jobId = null,
        DbtCloudJobRunStatus? status = null,
        IReadOnlyList<string>? includeRelated = null,
        string orderBy = "-id",
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(orderBy);
        RestRequest request = RestRequest.Get("runs/")
            .With("job_definition_id", jobId)
            .With("status", (int?)status)
            .With("include_related", Related(includeRelated))
            .With("order_by", orderBy);
        DbtCloudCall call = new(
            "ListRuns",
            jobId is null ? "list the dbt Cloud runs" : $"list the runs of the dbt Cloud job '{jobId}'",
            static (message, fault, inner) => new DbtCloudException(message, fault, inner));
        return PagesAsync<DbtCloudRun>(call, request, static run => run.Id, cancellationToken);
    }

    /// <summary>Asks dbt Cloud to cancel a run. It has ended once its state says so.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtCloudException">The run has ended or may not be cancelled, or dbt Cloud could not be reached.</exception>
    public Task<DbtCloudRun> CancelRunAsync(long runId, CancellationToken cancellationToken = default) =>
        DataAsync<DbtCloudRun>(
            new DbtCloudCall("CancelRun", $"cancel the dbt Cloud run '{runId}'", static (message, fault, inner) => new DbtCloudException(message, fault, inner)),
            RestRequest.Post(RestPath.Of($"runs/{runId}/cancel/")) with { MayRepeat = true },
            cancellationToken);

    internal Task<DbtCloudRun> GetRunAsync(long runId, IReadOnlyList<string>? includeRelated, int? attempts, CancellationToken cancellationToken) =>
        DataAsync<DbtCloudRun>(
            new DbtCloudCall("GetRun", $"read the dbt Cloud run '{runId}'", static (message, fault, inner) => new DbtCloudGetRunFailedException(message, fault, inner)),
            RestRequest.Get(RestPath.Of($"runs/{runId}/")).With("include_related", Related(includeRelated)) with { Attempts = attempts },
            cancellationToken);

    /// <summary>Sends the start of a run once; again only when it surely was not carried out.</summary>
    internal Task<DbtCloudRun> StartRunAsync(long jobId, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(
            new DbtCloudCall("TriggerJobRun", $"start a run of the dbt Cloud job '{jobId}'", static (message, fault, inner) => new DbtCloudJobRunTriggerFailedException(message, fault, inner)),
            RestRequest.Post(RestPath.Of($"jobs/{jobId}/run/"), body, DbtCloudJson.Default.JsonObject),
            static async (answer, token) =>
            {
                DbtCloudRun run = DbtDocuments.Of<DbtCloudRun>((await ReadDocumentAsync(answer, token).ConfigureAwait(false)).Member("data"));
                return run.Id > 0 ? run : throw new JsonException("The answer names no run.");
            },
            cancellationToken);

    // As dbt Cloud's documentation writes it: a list in JSON.
    private static string? Related(IReadOnlyList<string>? names) =>
        names is { Count: > 0 } ? DbtCloudRequestBodies.Texts(names)!.ToJsonString() : null;
}

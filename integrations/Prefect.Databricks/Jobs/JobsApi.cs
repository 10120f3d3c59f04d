using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>The requests to the Jobs API, version 2.1.</summary>
internal sealed class JobsApi(RestClient api)
{
    private const int LargestPage = 25;
    private const string Offset = "offset:";

    public static JobsApi Of(DatabricksCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return new JobsApi(DatabricksConnection.Of(credentials).Api);
    }

    public async Task<long> CreateAsync(JobSettings settings, IReadOnlyList<AccessControlRequest>? accessControlList, CancellationToken cancellationToken)
    {
        JsonObject body = DatabricksWire.Write(settings);
        body.TryAdd("name", "Untitled");
        if (accessControlList is not null)
        {
            Add(body, new AccessControlList { Requests = accessControlList });
        }

        JsonObject answer = await SendAsync("Create", "create the job", settings.Name, "2.1/jobs/create", body, mayRepeat: false, cancellationToken).ConfigureAwait(false);
        return Id(answer, "job_id", "create the job");
    }

    public Task DeleteAsync(long? jobId, CancellationToken cancellationToken) =>
        SendAsync("Delete", "delete the job", jobId, "2.1/jobs/delete", new() { ["job_id"] = jobId }, mayRepeat: false, cancellationToken);

    public Task<Job> GetAsync(long jobId, CancellationToken cancellationToken) =>
        ReadAsync<Job>(DatabricksOperation.Jobs("Get", "read the job", jobId), RestRequest.Get("2.1/jobs/get").With("job_id", jobId), cancellationToken);

    public Task<JobPage> ListAsync(int limit, int offset, string? name, bool expandTasks, CancellationToken cancellationToken) =>
        ListAsync(limit, $"{Offset}{offset}", name, expandTasks, cancellationToken);

    public Task ResetAsync(long? jobId, JobSettings? settings, CancellationToken cancellationToken) =>
        SendAsync("Reset", "reset the job", jobId, "2.1/jobs/reset", Changes(jobId, settings), mayRepeat: true, cancellationToken);

    public Task UpdateAsync(long? jobId, JobSettings? settings, IReadOnlyList<string>? fieldsToRemove, CancellationToken cancellationToken)
    {
        JsonObject body = Changes(jobId, settings);
        body["fields_to_remove"] = Texts(fieldsToRemove);
        return SendAsync("Update", "change the job", jobId, "2.1/jobs/update", body, mayRepeat: true, cancellationToken);
    }

    /// <summary>Starts a run of a job. By its token it is started once, however often the request is sent.</summary>
    public Task<RunSubmission> RunNowAsync(long jobId, string token, RunParameters? parameters, JsonObject? jobParameters, CancellationToken cancellationToken)
    {
        JsonObject body = DatabricksWire.Write(new RunNowInput { JobId = jobId, IdempotencyToken = token });
        Add(body, parameters);
        body["job_parameters"] = jobParameters?.DeepClone();
        return StartAsync(DatabricksOperation.Jobs("RunNow", "run the job", jobId), "2.1/jobs/run-now", body, cancellationToken);
    }

    /// <summary>Starts a run of tasks. By its token it is started once, however often the request is sent.</summary>
    public Task<RunSubmission> SubmitAsync(RunSubmitSettings settings, string token, CancellationToken cancellationToken)
    {
        JsonObject body = DatabricksWire.Write(settings with { IdempotencyToken = token });
        return StartAsync(DatabricksOperation.Jobs("RunsSubmit", "submit the run", settings.RunName), "2.1/jobs/runs/submit", body, cancellationToken);
    }

    public Task CancelAsync(long? runId, CancellationToken cancellationToken) =>
        SendAsync("RunsCancel", "cancel the run", runId, "2.1/jobs/runs/cancel", new() { ["run_id"] = runId }, mayRepeat: true, cancellationToken);

    public Task CancelAllAsync(long? jobId, CancellationToken cancellationToken) =>
        SendAsync("RunsCancelAll", "cancel the runs of the job", jobId, "2.1/jobs/runs/cancel-all", new() { ["job_id"] = jobId }, mayRepeat: true, cancellationToken);

    public Task DeleteRunAsync(long? runId, CancellationToken cancellationToken) =>
        SendAsync(DatabricksOperation.DeleteRun, "delete the run", runId, "2.1/jobs/runs/delete", new() { ["run_id"] = runId }, mayRepeat: false, cancellationToken);

    /// <summary>Reads a run: with one attempt for whoever reads it over and over, so that neither their time nor their interval is overrun.</summary>
    public Task<Run> GetRunAsync(long runId, bool? includeHistory, int? attempts, CancellationToken cancellationToken) => ReadAsync<Run>(
        DatabricksOperation.Jobs("RunsGet", "read the run", runId),
        RestRequest.Get("2.1/jobs/runs/get").With("run_id", runId).With("include_history", includeHistory) with { Attempts = attempts },
        cancellationToken);

    public Task<RunOutput> GetOutputAsync(long runId, CancellationToken cancellationToken) => ReadAsync<RunOutput>(
        DatabricksOperation.Jobs(DatabricksOperation.GetOutput, "read the output of the run", runId),
        RestRequest.Get("2.1/jobs/runs/get-output").With("run_id", runId),
        cancellationToken);

    public Task<RunExport> ExportAsync(long runId, ViewsToExport? views, CancellationToken cancellationToken) => ReadAsync<RunExport>(
        DatabricksOperation.Jobs(DatabricksOperation.Export, "export the run", runId),
        RestRequest.Get("2.0/jobs/runs/export").With("run_id", runId).With("views_to_export", views?.Value),
        cancellationToken);

    public Task<RunPage> ListRunsAsync(RunFilter filter, int offset, int limit, CancellationToken cancellationToken) =>
        ListRunsAsync(filter, $"{Offset}{offset}", limit, cancellationToken);

    public async Task<long> RepairAsync(RepairRunInput repair, RunParameters? parameters, CancellationToken cancellationToken)
    {
        JsonObject body = DatabricksWire.Write(repair);
        Add(body, parameters);
        JsonObject answer = await SendAsync(
            DatabricksOperation.Repair, "repair the run", repair.RunId, "2.1/jobs/runs/repair", body, mayRepeat: false, cancellationToken).ConfigureAwait(false);
        return Id(answer, "repair_id", $"repair the run '{repair.RunId}'");
    }

    public async IAsyncEnumerable<Job> AllAsync(string? name, bool expandTasks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int seen = 0;
        await foreach (JobPage page in RestPages.ReadAsync(
            (mark, token) => ListAsync(LargestPage, mark ?? $"{Offset}0", name, expandTasks, token),
            page => Next(page.NextPageToken, page.HasMore, seen += page.Jobs?.Count ?? 0, page.Jobs?.Count),
            static () => Circle("jobs"),
            cancellationToken).ConfigureAwait(false))
        {
            foreach (Job job in page.Jobs ?? [])
            {
                yield return job;
            }
        }
    }

    public async IAsyncEnumerable<Run> AllRunsAsync(RunFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int seen = 0;
        await foreach (RunPage page in RestPages.ReadAsync(
            (mark, token) => ListRunsAsync(filter, mark ?? $"{Offset}0", LargestPage, token),
            page => Next(page.NextPageToken, page.HasMore, seen += page.Runs?.Count ?? 0, page.Runs?.Count),
            static () => Circle("runs"),
            cancellationToken).ConfigureAwait(false))
        {
            foreach (Run run in page.Runs ?? [])
            {
                yield return run;
            }
        }
    }

    private Task<JobPage> ListAsync(int limit, string mark, string? name, bool expandTasks, CancellationToken cancellationToken) => ReadAsync<JobPage>(
        DatabricksOperation.Jobs("List", "list the jobs", id: null),
        At(RestRequest.Get("2.1/jobs/list").With("limit", limit), mark).With("name", name).With("expand_tasks", expandTasks),
        cancellationToken);

    private Task<RunPage> ListRunsAsync(RunFilter filter, string mark, int limit, CancellationToken cancellationToken) => ReadAsync<RunPage>(
        DatabricksOperation.Jobs("RunsList", "list the runs", id: null),
        At(
            RestRequest.Get("2.1/jobs/runs/list").With("active_only", filter.ActiveOnly).With("completed_only", filter.CompletedOnly).With("job_id", filter.JobId),
            mark)
            .With("limit", limit)
            .With("run_type", filter.RunType?.Value)
            .With("expand_tasks", filter.ExpandTasks)
            .With("start_time_from", filter.StartTimeFrom)
            .With("start_time_to", filter.StartTimeTo),
        cancellationToken);

    // By the token of the page where the service gives one, and as older ones do by how many came before.
    private static string? Next(string? token, bool? hasMore, int seen, int? onPage) =>
        !string.IsNullOrEmpty(token) ? token : hasMore == true && onPage > 0 ? $"{Offset}{seen}" : null;

    private static RestRequest At(RestRequest request, string mark) =>
        mark.StartsWith(Offset, StringComparison.Ordinal) ? request.With("offset", mark[Offset.Length..]) : request.With("page_token", mark);

    private Task<RunSubmission> StartAsync(ServiceOperation operation, string path, JsonObject body, CancellationToken cancellationToken) => api.SendAsync(
        operation,
        RestRequest.Post(path, DatabricksRequest.Body(body)).WithHeader("Accept", "application/json") with { MayRepeat = true },
        ReadStartedAsync,
        cancellationToken);

    // An answer without a run is none: the same token is sent again, and gives the run that may have been started.
    private static async Task<RunSubmission> ReadStartedAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            RunSubmission? started = await JsonSerializer.DeserializeAsync(body, DatabricksWire.Type<RunSubmission>(), cancellationToken).ConfigureAwait(false);
            return started is { RunId: > 0 } ? started : throw new JsonException("The answer has no run_id.");
        }
    }

    private Task<T> ReadAsync<T>(ServiceOperation operation, RestRequest request, CancellationToken cancellationToken) =>
        api.SendAsync(operation, request, DatabricksWire.Type<T>(), cancellationToken);

    private Task<JsonObject> SendAsync(
        string method, string attempt, long? id, string path, JsonObject body, bool mayRepeat, CancellationToken cancellationToken) =>
        SendAsync(method, attempt, id?.ToString(CultureInfo.InvariantCulture), path, body, mayRepeat, cancellationToken);

    private Task<JsonObject> SendAsync(
        string method, string attempt, string? target, string path, JsonObject body, bool mayRepeat, CancellationToken cancellationToken) =>
        ReadAsync<JsonObject>(
            DatabricksOperation.Jobs(method, attempt, target),
            RestRequest.Post(path, DatabricksRequest.Body(body)) with { MayRepeat = mayRepeat },
            cancellationToken);

    private static JsonObject Changes(long? jobId, JobSettings? settings) => new()
    {
        ["job_id"] = jobId,
        ["new_settings"] = settings is null ? null : DatabricksWire.Write(settings),
    };

    private static JsonArray? Texts(IReadOnlyList<string>? texts) => texts is null ? null : [.. texts.Select(static text => JsonValue.Create(text))];

    private static void Add(JsonObject body, DatabricksModel? members)
    {
        foreach ((string name, JsonNode? value) in members is null ? [] : DatabricksWire.Write(members))
        {
            body[name] = value?.DeepClone();
        }
    }

    private static long Id(JsonObject answer, string name, string attempt) =>
        answer[name] is JsonValue value && long.TryParse(value.ToString(), CultureInfo.InvariantCulture, out long id)
            ? id
            : throw new DatabricksException($"Could not {attempt}: the answer has no {name}. Look whether it was done.", ServiceFault.Unknown, null);

    private static DatabricksException Circle(string what) =>
        new($"Could not list the {what} to their end: the list does not go on, its pages lead to themselves.", ServiceFault.Unknown, null);
}

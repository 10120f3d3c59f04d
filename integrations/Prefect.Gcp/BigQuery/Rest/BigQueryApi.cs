using System.Net;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>The requests to BigQuery that this package sends, in one project.</summary>
internal sealed class BigQueryApi(GoogleService service, string project)
{
    /// <summary>How long the service holds a question for rows that are not there yet.</summary>
    private static readonly TimeSpan s_hold = TimeSpan.FromSeconds(10);

    public string Project => project;

    public GoogleService Service => service;

    public TimeProvider Clock => service.Access.Clock;

    /// <summary>Opens the service as somebody, in the project that is named or else theirs.</summary>
    /// <exception cref="GcpConfigurationException">Nothing says which project, or the credentials cannot be used.</exception>
    public static async Task<BigQueryApi> OpenAsync(GcpCredentials credentials, string? project, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        string found = await credentials.ProjectAsync(project, cancellationToken).ConfigureAwait(false);
        return new BigQueryApi(credentials.Service(GcpService.BigQuery), found);
    }

    /// <summary>Names a new job. The name is ours, so that a start whose answer is lost cannot start twice.</summary>
    public BigQueryJobReference NewJob(string? location) => new(project, $"prefect_{Guid.NewGuid():N}", location);

    /// <summary>Starts a job, or takes up the one that an attempt before has started.</summary>
    public Task<BigQueryJobMessage> InsertJobAsync(BigQueryJobReference job, JsonObject configuration, CancellationToken cancellationToken)
    {
        GoogleRequest request = Post(GooglePath.Of($"bigquery/v2/projects/{project}/jobs"), JobDocument(job, configuration)) with { MayRepeat = true };
        return AdoptAsync(job, token => service.SendAsync(Operation("InsertJob", "start the job", job.JobId), request, BigQueryJson.Default.BigQueryJobMessage, token), cancellationToken);
    }

    /// <summary>Has the service say what a query would read. No job is made.</summary>
    public Task<BigQueryJobMessage> DryRunAsync(string? location, JsonObject configuration, CancellationToken cancellationToken)
    {
        JsonObject reference = new JsonObject { ["projectId"] = project }.Put("location", location);
        JsonObject document = new() { ["jobReference"] = reference, ["configuration"] = configuration };
        GoogleRequest request = Post(GooglePath.Of($"bigquery/v2/projects/{project}/jobs"), document) with { MayRepeat = true };
        return service.SendAsync(Operation("DryRun", "estimate the query", null), request, BigQueryJson.Default.BigQueryJobMessage, cancellationToken);
    }

    /// <summary>Runs what starts a job; where that is there already, gives it, and says of it no more than where it is.</summary>
    public async Task<BigQueryJobMessage> AdoptAsync(
        BigQueryJobReference job, Func<CancellationToken, Task<BigQueryJobMessage>> start, CancellationToken cancellationToken)
    {
        try
        {
            return await start(cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            if (LocationIn(exception, job.JobId) is { } location)
            {
                return BigQueryJobMessage.At(job with { Location = location });
            }

            // A conflict that does not name the job may be about something else.
            if (await FindJobAsync(job, cancellationToken).ConfigureAwait(false) is not { } found)
            {
                throw;
            }

            return found;
        }
    }

    public Task<BigQueryJobMessage> GetJobAsync(BigQueryJobReference job, CancellationToken cancellationToken) => service.SendAsync(
        Operation("GetJob", "read the job", job.JobId),
        GoogleRequest.Get(PathOf(job)).With("location", job.Location),
        BigQueryJson.Default.BigQueryJobMessage,
        cancellationToken);

    public Task CancelJobAsync(BigQueryJobReference job, CancellationToken cancellationToken) => service.SendAsync(
        Operation("CancelJob", "cancel the job", job.JobId),
        GoogleRequest.Post(PathOf(job) + "/cancel").With("location", job.Location) with { MayRepeat = true },
        cancellationToken);

    /// <summary>Reads a page of a query's rows, for which the service waits a while if the query is still under way.</summary>
    public Task<BigQueryPage> GetRowsAsync(BigQueryJobReference job, string? pageToken, int? pageSize, CancellationToken cancellationToken) => service.SendAsync(
        Operation("GetQueryResults", "read the rows of the query", job.JobId),
        GoogleRequest.Get(GooglePath.Of($"bigquery/v2/projects/{job.ProjectId}/queries/{job.JobId}"))
            .With("location", job.Location)
            .With("pageToken", pageToken)
            .With("maxResults", pageSize)
            .With("timeoutMs", (long)s_hold.TotalMilliseconds)
            .With("formatOptions.useInt64Timestamp", true),
        ReadPageAsync,
        cancellationToken);

    public static JsonObject JobDocument(BigQueryJobReference job, JsonObject configuration) => new()
    {
        ["jobReference"] = new JsonObject { ["projectId"] = job.ProjectId, ["jobId"] = job.JobId }.Put("location", job.Location),
        ["configuration"] = configuration.DeepClone(),
    };

    public static GoogleRequest Post(string path, JsonObject body) => GoogleRequest.Post(path, body, BigQueryJson.Default.JsonObject);

    public static GcpOperation Operation(string method, string attempt, string? target) => new(GcpService.BigQuery, method, attempt, target);

    private static string PathOf(BigQueryJobReference job) => GooglePath.Of($"bigquery/v2/projects/{job.ProjectId}/jobs/{job.JobId}");

    private static async Task<BigQueryPage> ReadPageAsync(Stream body, CancellationToken cancellationToken)
    {
        using MemoryStream page = new();
        await body.CopyToAsync(page, cancellationToken).ConfigureAwait(false);
        return new BigQueryPage(page.GetBuffer().AsMemory(0, (int)page.Length));
    }

    private async Task<BigQueryJobMessage?> FindJobAsync(BigQueryJobReference job, CancellationToken cancellationToken)
    {
        try
        {
            return await GetJobAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    // "Already Exists: Job project:EU.prefect_0123": without its location a job outside of the US is not found.
    private static string? LocationIn(GcpException exception, string jobId)
    {
        int end = exception.Message.IndexOf($".{jobId}", StringComparison.Ordinal);
        int start = end < 0 ? -1 : exception.Message.LastIndexOf(':', end);
        return start < 0 || exception.Message[(start + 1)..end] is not { Length: > 0 } location || location.Contains(' ', StringComparison.Ordinal) ? null : location;
    }
}

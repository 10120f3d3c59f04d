using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>The requests to AWS Glue that this package sends about one job.</summary>
internal sealed class GlueApi(AwsCredentials credentials, string job)
{
    private const int LargestPage = 200;

    private static readonly AwsAction<StartJobRunRequest, StartJobRunResponse> s_start = new(
        AwsService.Glue, "StartJobRun", GlueJson.Default.StartJobRunRequest, GlueJson.Default.StartJobRunResponse);

    private static readonly AwsAction<GetJobRunRequest, GetJobRunResponse> s_get = new(
        AwsService.Glue, "GetJobRun", GlueJson.Default.GetJobRunRequest, GlueJson.Default.GetJobRunResponse);

    private static readonly AwsAction<GetJobRunsRequest, GetJobRunsResponse> s_list = new(
        AwsService.Glue, "GetJobRuns", GlueJson.Default.GetJobRunsRequest, GlueJson.Default.GetJobRunsResponse);

    private static readonly AwsAction<BatchStopJobRunRequest, BatchStopJobRunResponse> s_stop = new(
        AwsService.Glue, "BatchStopJobRun", GlueJson.Default.BatchStopJobRunRequest, GlueJson.Default.BatchStopJobRunResponse);

    private static readonly AwsAction<GetJobRequest, GetJobResponse> s_job = new(
        AwsService.Glue, "GetJob", GlueJson.Default.GetJobRequest, GlueJson.Default.GetJobResponse);

    private readonly AwsClient _client = AwsClient.For(credentials, AwsService.Glue);
    private readonly AwsClient _once = credentials.ClientForOnce(AwsService.Glue);

    public int Attempts => _once.Attempts;

    /// <summary>Starts a run; the service has no means to know a request that is sent again.</summary>
    public Task<string> StartAsync(JsonObject? arguments, TimeProvider time, CancellationToken cancellationToken) => AwsOnce.RunAsync(
        Attempts,
        time,
        async () =>
        {
            StartJobRunRequest request = new(job, arguments);
            string attempt = $"start a run of the Glue job '{job}'";
            StartJobRunResponse answer = await _once.SendAsync(s_start, request, attempt, cancellationToken).ConfigureAwait(false);
            return answer.JobRunId ?? throw new AwsException(
                $"Could not {attempt}: the answer names no run. Look at endpoint_url.", ServiceFault.Unknown, null);
        },
        cancellationToken);

    /// <summary>Reads a run; null when the answer has none.</summary>
    public async Task<GlueJobRunMessage?> GetAsync(string id, CancellationToken cancellationToken)
    {
        GetJobRunResponse answer = await _client.SendAsync(
            s_get, new GetJobRunRequest(job, id), $"read the state of the run '{id}' of the Glue job '{job}'", cancellationToken).ConfigureAwait(false);
        return answer.JobRun is { JobRunState: not null } ? answer.JobRun : null;
    }

    /// <summary>Finds the run that was started with an argument, not before a time; null when there is none.</summary>
    public async Task<string?> FindAsync(string argument, string value, DateTimeOffset since, CancellationToken cancellationToken)
    {
        string? page = null;
        do
        {
            GetJobRunsResponse answer = await _client.SendAsync(
                s_list, new GetJobRunsRequest(job, LargestPage, page), $"list the runs of the Glue job '{job}'", cancellationToken).ConfigureAwait(false);
            foreach (GlueListedRun? run in answer.JobRuns ?? [])
            {
                if (run is { Id: not null } && run.Arguments?[argument]?.ToString() == value)
                {
                    return run.Id;
                }
            }

            // The newest come first.
            string? next = answer.JobRuns is [.., { } oldest] && oldest.IsBefore(since) ? null : answer.NextToken;
            page = string.IsNullOrEmpty(next) || next != page ? next : throw new AwsException(
                $"Could not list the runs of the Glue job '{job}' to their end: the service gave the same token twice. Look at endpoint_url.",
                ServiceFault.Unknown,
                null);
        }
        while (!string.IsNullOrEmpty(page));
        return null;
    }

    public async Task StopAsync(string id, CancellationToken cancellationToken)
    {
        string attempt = $"stop the run '{id}' of the Glue job '{job}'";
        BatchStopJobRunResponse answer = await _client.SendAsync(
            s_stop, new BatchStopJobRunRequest(job, [id]), attempt, cancellationToken).ConfigureAwait(false);
        if (answer.Errors is [{ ErrorDetail: var detail }, ..])
        {
            throw new AwsException(
                $"Could not {attempt}: {detail?.ErrorCode}. {detail?.ErrorMessage}", new ServiceFault(null, detail?.ErrorCode, null, IsTransient: false), null);
        }
    }

    public static async Task<string> CheckAsync(AwsClient client, string job, CancellationToken cancellationToken)
    {
        await client.SendAsync(s_job, new GetJobRequest(job), $"find the Glue job '{job}'", cancellationToken).ConfigureAwait(false);
        return $"The Glue job '{job}' is there, and the credentials may read it.";
    }
}

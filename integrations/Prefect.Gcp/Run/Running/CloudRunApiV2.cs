using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>The second version.</summary>
internal sealed class CloudRunApiV2(CloudRunV2Client client, string project, string region) : ICloudRunApi
{
    public Task CreateAsync(string job, JsonObject body, CancellationToken cancellationToken) =>
        client.CreateJobAsync(project, region, job, body, cancellationToken);

    public async Task<CloudRunJobSight> GetJobAsync(string job, CancellationToken cancellationToken)
    {
        JobV2 read = await client.GetJobAsync(project, region, job, cancellationToken).ConfigureAwait(false);
        return new CloudRunJobSight(read.IsReady, read.ReadyCondition, Full(job, read.LatestCreatedExecution?.Name));
    }

    public Task<string> RunAsync(string job, CancellationToken cancellationToken) => client.RunJobAsync(project, region, job, cancellationToken);

    public async Task<CloudRunSight> GetExecutionAsync(string execution, CancellationToken cancellationToken)
    {
        ExecutionV2 read = await client.GetExecutionAsync(execution, cancellationToken).ConfigureAwait(false);
        return new CloudRunSight(execution, read.IsRunning, read.ConditionAfterCompletion)
        {
            LogUri = read.LogUri,
            StartedAt = read.StartTime,
            FinishedAt = read.CompletionTime,
            RetriedCount = read.RetriedCount,
        };
    }

    public Task CancelAsync(string execution, CancellationToken cancellationToken) => client.CancelExecutionAsync(execution, cancellationToken);

    public Task DeleteAsync(string job, CancellationToken cancellationToken) => client.DeleteJobAsync(project, region, job, cancellationToken);

    // A reference may hold the last part of the name alone.
    private string? Full(string job, string? execution) =>
        execution is null || execution.Contains('/', StringComparison.Ordinal) ? execution : $"projects/{project}/locations/{region}/jobs/{job}/executions/{execution}";
}

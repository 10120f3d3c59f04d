using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>The first version.</summary>
internal sealed class CloudRunApiV1(CloudRunClient client, string project) : ICloudRunApi
{
    public Task CreateAsync(string job, JsonObject body, CancellationToken cancellationToken) => client.CreateJobAsync(project, body, cancellationToken);

    public async Task<CloudRunJobSight> GetJobAsync(string job, CancellationToken cancellationToken)
    {
        JobV1 read = await client.GetJobAsync(project, job, cancellationToken).ConfigureAwait(false);
        return new CloudRunJobSight(read.IsReady, read.ReadyCondition, read.LatestCreatedExecution?.Name);
    }

    public Task<string> RunAsync(string job, CancellationToken cancellationToken) => client.RunJobAsync(project, job, cancellationToken);

    public async Task<CloudRunSight> GetExecutionAsync(string execution, CancellationToken cancellationToken)
    {
        ExecutionV1 read = await client.GetExecutionAsync(project, execution, cancellationToken).ConfigureAwait(false);
        return new CloudRunSight(execution, read.IsRunning, read.ConditionAfterCompletion)
        {
            LogUri = read.LogUri,
            StartedAt = read.StartTime,
            FinishedAt = read.CompletionTime,
            RetriedCount = read.RetriedCount,
        };
    }

    public Task CancelAsync(string execution, CancellationToken cancellationToken) => client.CancelExecutionAsync(project, execution, cancellationToken);

    public Task DeleteAsync(string job, CancellationToken cancellationToken) => client.DeleteJobAsync(project, job, cancellationToken);
}

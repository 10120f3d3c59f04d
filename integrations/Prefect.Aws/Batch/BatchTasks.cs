using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Work with AWS Batch: as methods, and as tasks to be run, submitted or mapped.</summary>
[SyncTwins]
public static partial class BatchTasks
{
    private static readonly AwsRoute s_submitJob = new("POST", "/v1/submitjob");

    /// <summary>
    /// Submits a job. It is submitted once: a request is sent again only when the service turned it away for there being too many, or no
    /// connection came about. To wait for the job, see <see cref="WaiterTasks.ClientWaiterAsync"/>.
    /// </summary>
    /// <param name="jobName">Name of the job: letters, digits, dashes and underscores, at most 128, a letter or a digit first.</param>
    /// <param name="jobQueue">Name or ARN of the queue.</param>
    /// <param name="jobDefinition">Name, name and revision (<c>etl:3</c>), or ARN of the definition.</param>
    /// <param name="awsCredentials">How to sign in.</param>
    /// <param name="options">
    /// Whatever else the service takes for a job, by its own names: <c>containerOverrides</c>, <c>dependsOn</c>, <c>arrayProperties</c>,
    /// <c>parameters</c>, <c>retryStrategy</c>, <c>timeout</c>, <c>tags</c> and others. Default: nothing.
    /// </param>
    /// <param name="cancellationToken">Ends the operation; a job that was submitted goes on.</param>
    /// <returns>Id of the job.</returns>
    /// <example>
    /// <code>
    /// string jobId = await BatchTasks.BatchSubmitAsync(
    ///     "nightly", "etl-queue", "etl:3", credentials,
    ///     new() { ["containerOverrides"] = new JsonObject { ["command"] = new JsonArray("load", "2026-11-20") } });
    /// </code>
    /// </example>
    /// <exception cref="ArgumentException">An argument is null or empty, or the options name the job, its queue or its definition.</exception>
    /// <exception cref="AwsException">
    /// The service refused the job or could not be reached. When the message says that it is not known whether the service carried it
    /// out, look for the job before it is submitted again.
    /// </exception>
    [FlowTask]
    public static async Task<string> BatchSubmitAsync(
        string jobName,
        string jobQueue,
        string jobDefinition,
        AwsCredentials awsCredentials,
        JsonObject? options = null,
        CancellationToken cancellationToken = default)
    {
        JsonObject request = Request(jobName, jobQueue, jobDefinition, options);
        ArgumentNullException.ThrowIfNull(awsCredentials);
        AwsClient client = awsCredentials.ClientForOnce(AwsService.Batch);
        string attempt = $"submit the job '{jobName}' to the queue '{jobQueue}'";
        JsonNode answer = await AwsOnce.RunAsync(
            client.Attempts,
            FlowClock.Current,
            () => client.SendAsync("SubmitJob", s_submitJob, request, attempt, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return answer is JsonObject members && members["jobId"] is JsonValue id && id.TryGetValue(out string? text)
            ? text
            : throw new AwsException($"Could not {attempt}: the answer has no jobId. Look whether the job was submitted.", ServiceFault.Unknown, null);
    }

    private static JsonObject Request(string jobName, string jobQueue, string jobDefinition, JsonObject? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobName);
        ArgumentException.ThrowIfNullOrEmpty(jobQueue);
        ArgumentException.ThrowIfNullOrEmpty(jobDefinition);
        JsonObject request = new() { [nameof(jobName)] = jobName, [nameof(jobQueue)] = jobQueue, [nameof(jobDefinition)] = jobDefinition };
        foreach ((string name, JsonNode? value) in options ?? [])
        {
            if (!request.TryAdd(name, value?.DeepClone()))
            {
                throw new ArgumentException($"The options name {name}, which is an argument of its own.", nameof(options));
            }
        }

        return request;
    }
}

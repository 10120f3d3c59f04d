using System.Net;
using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Asks Amazon ECS, one request a method.</summary>
internal sealed class EcsApi(AwsCredentials credentials)
{
    private const string Missing = "MISSING";

    private readonly AwsClient _client = AwsClient.For(credentials, AwsService.Ecs);

    public string Region => _client.Config.RegionEndpoint?.SystemName ?? credentials.RegionName ?? "us-east-1";

    public async Task<EcsDefinition> RegisterAsync(JsonObject definition, CancellationToken cancellationToken)
    {
        string attempt = $"register a task definition of the family '{definition.Text("family")}'";
        EcsDefinitionAnswer answer = await _client.SendAsync(EcsActions.RegisterTaskDefinition, definition, attempt, cancellationToken).ConfigureAwait(false);
        return Read(answer, attempt) with { IsNew = true };
    }

    /// <param name="name">An ARN; or a family, for its latest active definition; or a family, a colon and a revision.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    public async Task<EcsDefinition> DescribeDefinitionAsync(string name, CancellationToken cancellationToken)
    {
        string attempt = $"read the task definition '{name}'";
        EcsDefinitionQuestion question = new(name);
        return Read(await _client.SendAsync(EcsActions.DescribeTaskDefinition, question, attempt, cancellationToken).ConfigureAwait(false), attempt);
    }

    public Task DeregisterAsync(string arn, CancellationToken cancellationToken) =>
        _client.SendAsync(EcsActions.DeregisterTaskDefinition, new EcsDefinitionQuestion(arn), $"deregister the task definition '{arn}'", cancellationToken);

    public Task<EcsTasksAnswer> RunTaskAsync(JsonObject request, TimeProvider time, CancellationToken cancellationToken)
    {
        AwsClient client = credentials.ClientForOnce(AwsService.Ecs);
        string attempt = $"start a task of '{request.Text("taskDefinition")}'";
        return AwsOnce.RunAsync(
            client.Attempts, time, () => client.SendAsync(EcsActions.RunTask, request, attempt, cancellationToken), cancellationToken);
    }

    /// <exception cref="EcsTaskNotFoundException">There is no such task.</exception>
    public async Task<EcsTaskDescription> DescribeTaskAsync(EcsIdentifier identifier, CancellationToken cancellationToken)
    {
        string attempt = $"read the state of the task '{identifier.TaskArn}'";
        EcsTasksQuestion question = new(identifier.Cluster, [identifier.TaskArn]);
        EcsTasksAnswer answer;
        try
        {
            answer = await _client.SendAsync(EcsActions.DescribeTasks, question, attempt, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException exception) when (EcsStartDiagnosis.IsClusterGone(exception))
        {
            throw new EcsTaskNotFoundException(identifier, attempt, exception);
        }

        if (answer.Tasks?.FirstOrDefault(task => task.LastStatus is not null && task.TaskArn?.EndsWith(identifier.TaskId, StringComparison.Ordinal) is true) is { } task)
        {
            return task;
        }

        // An answer that tells neither of the task nor why not says nothing about it.
        throw answer.Failure is { Reason: Missing }
            ? new EcsTaskNotFoundException(identifier, attempt)
            : Empty(attempt, answer.Failure?.ToString());
    }

    /// <exception cref="EcsTaskNotFoundException">There is no such task.</exception>
    public async Task StopAsync(EcsIdentifier identifier, string reason, CancellationToken cancellationToken)
    {
        string attempt = $"stop the task '{identifier.TaskArn}'";
        EcsStopRequest request = new(identifier.Cluster, identifier.TaskArn, reason);
        try
        {
            await _client.SendAsync(EcsActions.StopTask, request, attempt, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException exception) when (EcsStartDiagnosis.IsClusterGone(exception) || EcsStartDiagnosis.IsTaskGone(exception))
        {
            throw new EcsTaskNotFoundException(identifier, attempt, exception);
        }
    }

    /// <summary>Tells of a cluster that tasks can be started in.</summary>
    /// <exception cref="AwsException">There is none of that name, or the service refused the request or could not be reached.</exception>
    public static async Task<string> CheckAsync(AwsClient client, string cluster, CancellationToken cancellationToken)
    {
        string attempt = $"find the cluster '{cluster}'";
        JsonObject question = new() { ["clusters"] = new JsonArray(cluster) };
        JsonNode answer = await client.SendAsync("DescribeClusters", route: null, question, attempt, cancellationToken).ConfigureAwait(false);
        return answer is JsonObject found && found.Objects("clusters").Any(known => known.Text("status") == "ACTIVE")
            ? $"The cluster '{cluster}' is there and active."
            : throw new AwsException(
                $"Could not {attempt}: there is no active cluster of that name. Check cluster, and that region_name is the cluster's.",
                new ServiceFault(HttpStatusCode.NotFound, EcsStartDiagnosis.ClusterGone, null, IsTransient: false),
                null);
    }

    private static EcsDefinition Read(EcsDefinitionAnswer answer, string attempt) =>
        answer.TaskDefinition is { } document && document.Text("taskDefinitionArn") is { } arn ? new EcsDefinition(arn, document) : throw Empty(attempt, null);

    public static AwsException Empty(string attempt, string? reason) => new(
        $"Could not {attempt}: the answer holds nothing of it{(reason is null ? "" : $", but '{reason}'")}. The service is busy or broken: try again later.",
        new ServiceFault(HttpStatusCode.OK, null, null, IsTransient: true),
        null);
}

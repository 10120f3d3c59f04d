using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Starts tasks.</summary>
/// <param name="task">What is to run.</param>
/// <param name="origin">Whose it is.</param>
/// <param name="token">What the service tells repeated requests by; null for one of its own for each attempt.</param>
/// <param name="logger">Where to log.</param>
internal sealed class EcsLauncher(EcsTask task, EcsOrigin origin, string? token, ILogger logger)
{
    private readonly EcsOptions _options = task.Options ?? EcsOptions.FromEnvironment();

    /// <exception cref="AwsConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="EcsTaskException">The service would not start the task, and why is known.</exception>
    /// <exception cref="AwsException">The service refused a request or could not be reached.</exception>
    public async Task<EcsTaskRun> StartAsync(CancellationToken cancellationToken)
    {
        EcsValidation.Check(task);
        EcsApi api = new(task.AwsCredentials);
        EcsDefinition definition = await new EcsDefinitions(api, _options, logger).GetAsync(task, origin, cancellationToken).ConfigureAwait(false);
        Ec2Networks networks = new(AwsClient.For(task.AwsCredentials, AwsService.Ec2));
        JsonObject? network = await EcsNetworks.ResolveAsync(task, definition.Document, networks, cancellationToken).ConfigureAwait(false);
        JsonObject request = EcsRunRequest.Build(task, definition, network);
        Tell(request);
        EcsTaskDescription started = await StartAsync(api, request, cancellationToken).ConfigureAwait(false);
        EcsIdentifier identifier = new(EcsLaunch.ClusterOf(task) ?? started.ClusterArn ?? "default", started.TaskArn!);
        EcsLog.Started(logger, identifier);
        return new EcsTaskRun(identifier, task.AwsCredentials, _options)
        {
            ContainerName = EcsContainers.NameIn(definition.Document, task.ContainerName),
            TaskDefinitionArn = started.TaskDefinitionArn,
        };
    }

    private void Tell(JsonObject request)
    {
        if (EcsLaunch.StrategyOf(task).Count > 0)
        {
            EcsLog.StrategyWins(logger);
        }

        if (logger.IsEnabled(LogLevel.Debug))
        {
            string text = EcsLogText.Of(request);
            EcsLog.Request(logger, text);
        }
    }

    private async Task<EcsTaskDescription> StartAsync(EcsApi api, JsonObject request, CancellationToken cancellationToken)
    {
        string cluster = request.Text("cluster") ?? "default";
        bool isOwnToken = token is null && request.Text("clientToken") is null;
        request["clientToken"] = token ?? request.Text("clientToken") ?? NewToken();
        try
        {
            return await EcsRetry.OfStarting(_options).RunAsync(
                async () =>
                {
                    EcsTaskDescription started = await TryAsync(api, request, cluster, cancellationToken).ConfigureAwait(false);
                    return started with { TaskDefinitionArn = started.TaskDefinitionArn ?? request.Text("taskDefinition") };
                },
                (exception, number) =>
                {
                    EcsLog.Retried(logger, number, exception.Message);

                    // After an answer a new attempt is another one; without an answer it may be the same, which must not start a second task.
                    if (exception is EcsTaskException && isOwnToken)
                    {
                        request["clientToken"] = NewToken();
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException exception) when (Known(exception) is not null)
        {
            return Known(exception)!;
        }
        catch (AwsException exception) when (EcsStartDiagnosis.IsKnown(exception))
        {
            string reason = exception.InnerException!.Message;
            throw Refused(EcsStartDiagnosis.Of($"{exception.ErrorCode}: {reason}", cluster), exception);
        }
    }

    private async Task<EcsTaskDescription> TryAsync(EcsApi api, JsonObject request, string cluster, CancellationToken cancellationToken)
    {
        EcsTasksAnswer answer = await api.RunTaskAsync(request, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        if (answer.Tasks?.FirstOrDefault(started => !string.IsNullOrEmpty(started.TaskArn)) is { } task)
        {
            return task;
        }

        // An answer that tells nothing may follow a start.
        throw answer.Failure is { } failure
            ? Refused(EcsStartDiagnosis.Of(failure.ToString(), cluster), null)
            : EcsApi.Empty($"start a task of '{request.Text("taskDefinition")}'", reason: null);
    }

    // The service knows the token from a request that was not quite the same, and tells the task of that one.
    private EcsTaskDescription? Known(AwsException exception)
    {
        bool isConflict = token is not null && exception.ErrorCode == "ConflictException";
        return isConflict && exception.InnerException?.Data[AwsErrorDocument.ResourceIdsKey] is IReadOnlyList<string> and [var arn, ..]
            ? new EcsTaskDescription { TaskArn = arn }
            : null;
    }

    private static string NewToken() => Guid.NewGuid().ToString();

    private static EcsTaskException Refused(InfrastructureDiagnosis diagnosis, AwsException? exception) =>
        new($"Could not start a task on Amazon ECS: {diagnosis}", diagnosis, outcome: null, exception);
}

using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>A task that was started on Amazon ECS.</summary>
[SyncTwins]
public sealed partial class EcsTaskRun : IJobRun<EcsTaskOutcome>
{
    private readonly AwsCredentials _credentials;
    private readonly EcsOptions _options;
    private EcsTaskOutcome? _ended;

    internal EcsTaskRun(EcsIdentifier identifier, AwsCredentials credentials, EcsOptions options)
    {
        Identifier = identifier;
        _credentials = credentials;
        _options = options;
    }

    /// <summary>Cluster and task.</summary>
    public EcsIdentifier Identifier { get; }

    /// <summary>Cluster and task in one text, <c>cluster::task</c>; with it a later process takes the run up: <see cref="EcsTask.Attach"/>.</summary>
    public string Id => Identifier.ToString();

    /// <summary>Name of the container that the work was given to; null where the run was taken up and nothing says it.</summary>
    public string? ContainerName { get; internal init; }

    /// <summary>ARN of the task definition; null until it is known, where the run was taken up.</summary>
    public string? TaskDefinitionArn { get; internal init; }

    internal bool IsAttached { get; init; }

    /// <summary>Asks how the task stands.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="EcsTaskNotFoundException">There is no such task, or no longer.</exception>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public async Task<EcsTaskOutcome> DescribeAsync(CancellationToken cancellationToken = default)
    {
        EcsApi api = new(_credentials);
        EcsTaskDescription task = await api.DescribeTaskAsync(Identifier, cancellationToken).ConfigureAwait(false);
        EcsTaskOutcome outcome = task.ToOutcome(Identifier, ContainerName);
        if (outcome is { IsAmbiguous: true, TaskDefinitionArn: { } arn })
        {
            EcsDefinition definition = await api.DescribeDefinitionAsync(arn, cancellationToken).ConfigureAwait(false);
            outcome = outcome with { ContainerName = EcsContainers.NameIn(definition.Document, name: null) };
        }

        _ended = outcome.HasStopped ? outcome : _ended;
        return outcome;
    }

    /// <summary>Waits until the task has ended, and gives how it did, with success or without.</summary>
    /// <param name="timeout">How long is waited at most. The task goes on after it. Default: without end.</param>
    /// <param name="cancellationToken">Ends the waiting, and the task too with <see cref="EcsOptions.CancelRemote"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="TimeoutException">The task had not ended in time.</exception>
    /// <exception cref="EcsTaskNotFoundException">There is no such task, or no longer.</exception>
    /// <exception cref="AwsException">The service refused the request, or was out of reach for longer than <see cref="EcsOptions.Patience"/>.</exception>
    public async Task<EcsTaskOutcome> WaitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout ?? TimeSpan.Zero, TimeSpan.Zero, nameof(timeout));
        StatusWatch watch = EcsWatch.Of(this, _options, timeout, Logger);
        EcsTaskOutcome outcome = await watch.UntilAsync(DescribeAsync, static seen => seen.HasStopped, cancellationToken).ConfigureAwait(false);
        await new EcsCleanup(_credentials, Logger).AfterAsync(outcome, cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    /// <summary>Waits until the task has ended with success.</summary>
    /// <param name="cancellationToken">Ends the waiting, and the task too with <see cref="EcsOptions.CancelRemote"/>.</param>
    /// <exception cref="EcsTaskException">It ended without success; its diagnosis tells why and what to do.</exception>
    /// <exception cref="EcsTaskNotFoundException">There is no such task, or no longer.</exception>
    /// <exception cref="AwsException">The service refused the request, or was out of reach for longer than <see cref="EcsOptions.Patience"/>.</exception>
    public async Task WaitForCompletionAsync(CancellationToken cancellationToken = default)
    {
        EcsTaskOutcome outcome = await WaitAsync(timeout: null, cancellationToken).ConfigureAwait(false);
        if (outcome is { Succeeded: false, Diagnosis: { } diagnosis })
        {
            throw new EcsTaskException($"The task '{Identifier.TaskArn}' did not succeed. {diagnosis}", diagnosis, outcome);
        }
    }

    /// <summary>Gives how the task ended.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="InvalidOperationException">It has not ended.</exception>
    /// <exception cref="EcsTaskNotFoundException">There is no such task, or no longer.</exception>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public async Task<EcsTaskOutcome> FetchResultAsync(CancellationToken cancellationToken = default)
    {
        EcsTaskOutcome outcome = _ended ?? await DescribeAsync(cancellationToken).ConfigureAwait(false);
        return outcome.HasStopped
            ? outcome
            : throw new InvalidOperationException($"The task '{Identifier.TaskArn}' has not ended, it is {outcome.Status}: wait for it first.");
    }

    /// <summary>Stops the task; its program is asked to end, and killed 30 seconds later unless its definition says otherwise.</summary>
    /// <param name="reason">Why, as the service will show it. Default: that a Prefect worker did.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="EcsTaskNotFoundException">There is no such task, or no longer.</exception>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public async Task StopAsync(string? reason = null, CancellationToken cancellationToken = default)
    {
        await new EcsApi(_credentials).StopAsync(Identifier, reason ?? EcsDefaults.StopReason, cancellationToken).ConfigureAwait(false);
        EcsLog.Stopped(Logger, Identifier);
    }

    /// <summary>Gives the identifier.</summary>
    public override string ToString() => Id;

    private static Microsoft.Extensions.Logging.ILogger Logger => PrefectLogging.CreateLogger(typeof(EcsTaskRun));
}

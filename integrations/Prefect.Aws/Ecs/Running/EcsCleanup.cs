using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>What is done after a task, as far as it can be: its failing must not hide how the task ended.</summary>
internal sealed class EcsCleanup(AwsCredentials credentials, ILogger logger)
{
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(30);

    /// <summary>Deregisters the definition of a task whose tags ask for it.</summary>
    public async Task AfterAsync(EcsTaskOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.TaskDefinitionArn is not { } arn || outcome.Tags.GetValueOrDefault(EcsDefaults.DeregisterTag) != "true")
        {
            return;
        }

        try
        {
            await new EcsApi(credentials).DeregisterAsync(arn, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            EcsLog.NotDeregistered(logger, arn, exception.Message);
        }
    }

    /// <summary>Stops a task that is no longer waited for.</summary>
    public async Task StopAsync(EcsTaskRun run, TimeProvider clock)
    {
        using CancellationTokenSource patience = new(s_most, clock);
        try
        {
            await run.StopAsync(reason: null, patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AwsException or EcsTaskNotFoundException or OperationCanceledException)
        {
            EcsLog.NotStopped(logger, run.Identifier, exception.Message);
        }
    }
}

using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>What is done after a task, as far as it can be: its failing must not hide how the task ended.</summary>
internal sealed class EcsCleanup(AwsCredentials credentials, ILogger logger)
{
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
}

using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>Deregisters definitions that were registered for one run, after it.</summary>
internal sealed class EcsDefinitionRemoval(AwsCredentials credentials, ILogger logger) : IEcsEventHandler
{
    public string Purpose => "deregister the task definition";

    public bool Wants(EcsTaskEvent change) =>
        change is { HasStopped: true, Task.TaskDefinitionArn.Length: > 0 } && change.Tags.GetValueOrDefault(EcsDefaults.DeregisterTag) == "true";

    public async Task HandleAsync(EcsTaskEvent change, CancellationToken cancellationToken)
    {
        string arn = change.Task.TaskDefinitionArn!;
        EcsApi api = new(credentials.At(arn));
        try
        {
            await api.DeregisterAsync(arn, cancellationToken).ConfigureAwait(false);
            EcsObserverLog.Deregistered(logger, arn);
        }
        catch (AwsException exception) when (!exception.IsTransient)
        {
            // The message may have come before, and whoever waited for the task does the same.
            if (!await IsGoneAsync(api, arn, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private static async Task<bool> IsGoneAsync(EcsApi api, string arn, CancellationToken cancellationToken)
    {
        try
        {
            return (await api.DescribeDefinitionAsync(arn, cancellationToken).ConfigureAwait(false)).Document.Text("status") is not "ACTIVE";
        }
        catch (AwsException exception) when (EcsStartDiagnosis.IsDefinitionGone(exception))
        {
            return true;
        }
        catch (AwsException)
        {
            return false;
        }
    }
}

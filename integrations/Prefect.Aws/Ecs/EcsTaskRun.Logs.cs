using System.Runtime.CompilerServices;
using Prefect.Http;

namespace Prefect.Aws;

public sealed partial class EcsTaskRun
{
    /// <summary>Reads what the container has printed so far, from the beginning.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="AwsConfigurationException">The container does not print to CloudWatch.</exception>
    /// <exception cref="EcsTaskNotFoundException">There is no such task, or no longer.</exception>
    /// <exception cref="AwsException">The service refused a request or could not be reached.</exception>
    public async IAsyncEnumerable<EcsLogLine> ReadLogsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        EcsLogReader reader = await OpenLogAsync(cancellationToken).ConfigureAwait(false);
        do
        {
            foreach (EcsLogLine line in await reader.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return line;
            }
        }
        while (!reader.IsAtEnd);
    }

    /// <summary>Reads what the container prints, from the beginning and until the task has ended.</summary>
    /// <param name="cancellationToken">Ends the operation, not the task.</param>
    /// <exception cref="AwsConfigurationException">The container does not print to CloudWatch.</exception>
    /// <exception cref="EcsTaskNotFoundException">There is no such task, or no longer.</exception>
    /// <exception cref="AwsException">The service refused a request, or was out of reach for longer than <see cref="EcsOptions.Patience"/>.</exception>
    public async IAsyncEnumerable<EcsLogLine> FollowLogsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        StatusWatch watch = EcsWatch.Of(this, _options, timeout: null, Logger);
        EcsLogReader reader = await watch.ReadAsync(OpenLogAsync, cancellationToken).ConfigureAwait(false);

        // Lines arrive in CloudWatch some time after they were printed: one more look after the end.
        for (bool hasEnded = false; ;)
        {
            do
            {
                IReadOnlyList<EcsLogLine> lines = await watch.ReadAsync(reader.NextAsync, cancellationToken).ConfigureAwait(false);
                foreach (EcsLogLine line in lines)
                {
                    yield return line;
                }
            }
            while (!reader.IsAtEnd);

            if (hasEnded)
            {
                yield break;
            }

            hasEnded = (await watch.ReadAsync(DescribeAsync, cancellationToken).ConfigureAwait(false)).HasStopped;
            await watch.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the last lines that the container printed.</summary>
    /// <param name="count">How many at most, 1 to 10000. Default: 500.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside of its range.</exception>
    /// <exception cref="AwsConfigurationException">The container does not print to CloudWatch.</exception>
    /// <exception cref="EcsTaskNotFoundException">There is no such task, or no longer.</exception>
    /// <exception cref="AwsException">The service refused a request or could not be reached.</exception>
    public async Task<IReadOnlyList<EcsLogLine>> ReadLastLogsAsync(int count = 500, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, EcsLogReader.LargestPage);
        EcsLogReader reader = await OpenLogAsync(cancellationToken).ConfigureAwait(false);
        return await reader.LastAsync(count, cancellationToken).ConfigureAwait(false);
    }

    private async Task<EcsLogReader> OpenLogAsync(CancellationToken cancellationToken)
    {
        EcsApi api = new(_credentials);
        string? arn = TaskDefinitionArn ?? (await DescribeAsync(cancellationToken).ConfigureAwait(false)).TaskDefinitionArn;
        if (arn is null)
        {
            throw EcsApi.Empty($"find the log of the task '{Identifier.TaskArn}'", null);
        }

        EcsDefinition definition = await api.DescribeDefinitionAsync(arn, cancellationToken).ConfigureAwait(false);
        return EcsLogReader.Open(_credentials, definition, ContainerName, Identifier);
    }
}

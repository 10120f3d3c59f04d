using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>Bears that one kind of request fails: pauses after each third failure in a row, longer each time, and gives up at last.</summary>
/// <param name="attempt">What the requests try, to follow "could not".</param>
/// <param name="clock">Tells the time.</param>
/// <param name="logger">Where to log.</param>
internal sealed class SqsBackoff(string attempt, TimeProvider clock, ILogger logger)
{
    private const int FailuresInARow = 3;
    private const int MostPauses = 5;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(2);

    private int _failures;
    private int _pauses;

    public void Succeeded()
    {
        _failures = 0;
        _pauses = 0;
    }

    /// <exception cref="AwsException">It has failed too often.</exception>
    public async Task FailedAsync(AwsException exception, CancellationToken cancellationToken)
    {
        EcsObserverLog.QueueFailed(logger, attempt, exception.Message);
        if (++_failures < FailuresInARow)
        {
            return;
        }

        _failures = 0;
        if (++_pauses > MostPauses)
        {
            throw new AwsException(
                $"Could not {attempt} {FailuresInARow * _pauses} times in a row, {MostPauses} pauses between them. The last time: {exception.Message}", exception.Fault, exception);
        }

        await Task.Delay(s_firstPause * Math.Pow(2, _pauses - 1), clock, cancellationToken).ConfigureAwait(false);
    }
}

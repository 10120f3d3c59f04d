using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Keeps count of task runs and lines of logs that could not be written, and sees to it that somebody hears of them.</summary>
internal sealed partial class LostReports(string path)
{
    private readonly Lock _gate = new();
    private Exception? _failure;
    private int _untold;
    private int _inThisSpell;
    private bool _isFailing;

    /// <summary>Notes that some could not be written.</summary>
    /// <returns>What is to be logged, once no lock is held; null when it was said before.</returns>
    public Action? Add(int count, Exception failure)
    {
        lock (_gate)
        {
            _failure ??= failure;
            _untold += count;
            _inThisSpell += count;
            bool isNew = !_isFailing;
            _isFailing = true;

            // A disk that is full for an hour would make some fifty entries a second.
            return isNew ? () => LogLoss(Logger, failure, path) : null;
        }
    }

    /// <summary>Notes that writing works.</summary>
    /// <returns>What is to be logged, once no lock is held; null when it worked before.</returns>
    public Action? End()
    {
        lock (_gate)
        {
            if (!_isFailing)
            {
                return null;
            }

            int lost = _inThisSpell;
            _inThisSpell = 0;
            _isFailing = false;
            return () => LogEnd(Logger, path, lost);
        }
    }

    /// <summary>Throws when something was lost since the last call.</summary>
    /// <exception cref="RunStoreException">Something was.</exception>
    public void ThrowIfAny()
    {
        Exception? failure;
        int count;
        lock (_gate)
        {
            (failure, count) = (_failure, _untold);
            (_failure, _untold) = (null, 0);
        }

        if (failure is not null)
        {
            throw new RunStoreException($"{count} task runs or lines of logs could not be kept in {path}. {failure.Message}", failure);
        }
    }

    private static ILogger Logger => PrefectLogging.CreateLogger(typeof(EmbeddedRunStore));

    [LoggerMessage(1, LogLevel.Error, "Task runs and lines of logs cannot be written to {Path}, and are lost until this is put right")]
    private static partial void LogLoss(ILogger logger, Exception exception, string path);

    [LoggerMessage(2, LogLevel.Warning, "{Path} can be written again; {Count} task runs or lines of logs were lost")]
    private static partial void LogEnd(ILogger logger, string path, int count);
}

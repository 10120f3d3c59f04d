using System.Security.Cryptography;

namespace Prefect.Gcp;

/// <summary>Repeats what may succeed later: with a wait that doubles and a random part, or after as long as the service says.</summary>
/// <param name="Attempts">How often it is tried.</param>
/// <param name="Delay">The wait after a failed attempt, by its number.</param>
/// <param name="Clock">Tells the time.</param>
internal sealed record JobRetry(int Attempts, Func<int, TimeSpan> Delay, TimeProvider Clock)
{
    private static readonly TimeSpan s_longestAsked = TimeSpan.FromMinutes(1);

    public static JobRetry OfCreating(CloudRunOptions options) =>
        Exponential(options.CreateJobMaxAttempts, options.CreateJobInitialDelay, options.CreateJobMaxDelay, options.TimeProvider);

    public static JobRetry OfSubmitting(CloudRunOptions options) =>
        Exponential(options.SubmitJobMaxAttempts, options.SubmitJobInitialDelay, options.SubmitJobMaxDelay, options.TimeProvider);

    public static JobRetry OfReading(CloudRunOptions options) =>
        Exponential(options.ApiReadRetryMaxAttempts, options.ApiReadRetryInitialDelay, options.ApiReadRetryMaxDelay, options.TimeProvider);

    /// <summary>Tries until it succeeds, cannot succeed, or was tried often enough.</summary>
    /// <param name="attempt">Is tried.</param>
    /// <param name="failed">Hears of each failure that is followed by another attempt, and of its number; may end the trying by throwing.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, Func<GcpException, int, Task>? failed, CancellationToken cancellationToken)
    {
        for (int number = 1; ; number++)
        {
            GcpException failure;
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (GcpException exception) when (number < Attempts && exception.IsTransient)
            {
                failure = exception;
            }

            await (failed?.Invoke(failure, number) ?? Task.CompletedTask).ConfigureAwait(false);
            await Task.Delay(Wait(failure, number), Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A random time up to this one.</summary>
    public static TimeSpan Random(TimeSpan most) => TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)most.TotalMilliseconds + 1));

    private static JobRetry Exponential(int attempts, TimeSpan first, TimeSpan longest, TimeProvider clock) => new(
        attempts,
        number => Shorter(longest, (first * Math.Pow(2, Math.Min(number - 1, 16))) + Random(TimeSpan.FromSeconds(1))),
        clock);

    /// <summary>How long is waited after a failed attempt.</summary>
    public TimeSpan Wait(GcpException failure, int number)
    {
        TimeSpan wait = Delay(number);
        return failure.RetryAfter is { } asked && asked > wait ? Shorter(asked, s_longestAsked) : wait;
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}

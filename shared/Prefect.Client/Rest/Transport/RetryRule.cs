namespace Prefect.Client;

/// <summary>Decides whether a request is sent again, and when.</summary>
internal sealed class RetryRule(ClientSettings settings, Func<double> chance)
{
    private const int LargestPower = 10;
    private static readonly int[] s_codes = [408, 429, 502, 503];

    public int MaxRetries { get; } = settings.MaxRetries;

    /// <param name="attempt">What came of the last try.</param>
    /// <param name="hasConnected">Whether the server was reached before: only then is it worth waiting for one that cannot be reached.</param>
    public bool MayRepeat(ApiAttempt attempt, bool hasConnected) => attempt.Response is { } response
        ? IsPassing((int)response.Status)
        : attempt.IsPassing || (attempt.NeverConnected && hasConnected);

    public bool IsPassing(int status) => s_codes.Contains(status) || settings.RetryExtraCodes.Contains(status);

    /// <summary>How long to wait: what the server asked for and a little more, or ever longer.</summary>
    public TimeSpan WaitAfter(int tries, TimeSpan? askedFor)
    {
        double factor = Math.Max(settings.RetryJitterFactor, 0);
        if (askedFor is { } asked)
        {
            return asked * (1 + (factor * chance()));
        }

        double seconds = Math.Pow(2, Math.Min(tries, LargestPower));
        double shortest = Math.Max(seconds * (1 - factor), 0);
        return TimeSpan.FromSeconds(shortest + (((seconds * (1 + factor)) - shortest) * chance()));
    }
}

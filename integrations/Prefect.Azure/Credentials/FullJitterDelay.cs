using System.Security.Cryptography;
using Azure;
using Azure.Core;

namespace Prefect.Azure;

/// <summary>
/// Exponential with full jitter, so that requests that failed together do not come back together. <c>Retry-After</c> goes before, within <see cref="RetryAfterLimit"/>.
/// </summary>
internal sealed class FullJitterDelay(TimeSpan first) : DelayStrategy(s_longest, jitterFactor: 0)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    /// <summary>A random part of what may be waited before a retry, by its number from 1.</summary>
    public TimeSpan Pause(int retry)
    {
        TimeSpan most = first * Math.Pow(2, Math.Clamp(retry - 1, 0, 10));
        return (most < s_longest ? most : s_longest) * (RandomNumberGenerator.GetInt32(1, 1001) / 1000.0);
    }

    protected override TimeSpan GetNextDelayCore(Response? response, int retryNumber) => Pause(retryNumber);
}

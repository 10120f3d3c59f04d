using Azure.Core.Pipeline;

namespace Prefect.Azure;

/// <summary>How whoever gives tokens is reached, and how long it is waited for.</summary>
internal sealed record SignInWay
{
    public static SignInWay Network { get; } = new();

    /// <summary>The way that requests take; null for the network.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    /// <summary>How long one answer may take. The vendor's own is more than a minute and a half.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request that fails for the time being is repeated.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>What is waited before the first repetition; it doubles with each.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>The most that is waited because an answer asks for it.</summary>
    public TimeSpan LongestPause { get; init; } = RetryAfterLimit.Default;
}

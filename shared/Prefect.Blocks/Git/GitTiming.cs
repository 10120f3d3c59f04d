namespace Prefect.Git;

/// <summary>How patient a clone is.</summary>
internal sealed record GitTiming
{
    public static GitTiming Default { get; } = new();

    /// <summary>How often it is tried in all.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Longest pause after the first attempt; doubled after each further one. The pause itself is random.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a server may send nothing.</summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan AttemptLimit { get; init; } = TimeSpan.FromHours(1);

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public TimeSpan DelayAfter(int attempt, double random)
    {
        double most = Math.Min(LongestDelay.TotalSeconds, BaseDelay.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 30)));
        return TimeSpan.FromSeconds(most * random);
    }
}

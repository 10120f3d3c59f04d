namespace Prefect.Flows;

/// <summary>How slots are taken.</summary>
public enum ConcurrencyMode
{
    /// <summary>Until they are given back.</summary>
    Concurrency,

    /// <summary>Until they become free with time; they are never given back.</summary>
    RateLimit,
}

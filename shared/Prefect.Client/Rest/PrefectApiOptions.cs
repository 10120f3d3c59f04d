using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Prefect.Client;

/// <summary>What a <see cref="PrefectApi"/> needs besides settings.</summary>
public sealed record PrefectApiOptions
{
    /// <summary>Times the waits between tries, and the age of tokens. Default: the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gives the logger of repeated requests and of warnings, category <c>prefect.client</c>. Default: nothing is logged.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>
    /// Longest <c>Retry-After</c> that is waited for. A server that asks for more gets no further try; the exception tells what it
    /// asked for. Default: 5 minutes.
    /// </summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Spreads the waits between tries: gives numbers from 0 up to but without 1.</summary>
    internal Func<double> Chance { get; init; } = Random.Shared.NextDouble;
}

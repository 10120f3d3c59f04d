using Prefect.Flows;
using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>How often and how patiently dbt Cloud is asked.</summary>
public sealed record DbtCloudOptions
{
    private static readonly AsyncLocal<DbtCloudOptions?> s_inUse = new();
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>The defaults.</summary>
    public static DbtCloudOptions Default { get; } = new();

    /// <summary>How long an answer may take, more than 0 and up to a day. Default: 60 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan RequestTimeout
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.FromMilliseconds(1), s_longest);
    } = TimeSpan.FromSeconds(60);

    /// <summary>How often a request is sent at most that may be carried out twice, and a start that surely was not, 1 to 100. Default: 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside of its range.</exception>
    public int Attempts
    {
        get;
        init => field = OptionRange.Check(value, 1, 100);
    } = 5;

    /// <summary>The pauses between tries; <c>Retry-After</c> goes before, up to a minute. Default: up to 1, 2, 4, 8 … 20 seconds.</summary>
    public Backoff Backoff { get; init; } = new();

    /// <summary>
    /// How long the state of a run may not be readable while it is waited for, before the waiting ends with the error. The run goes on.
    /// Up to a day. Default: 15 minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan Patience
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.Zero, s_longest);
    } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long is looked for a run after the answer to its start was lost, before it counts as not started. Up to a day. Default: 30 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan SettleTime
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.Zero, s_longest);
    } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a run is cancelled when the waiting for it is. Default: false, it goes on.</summary>
    public bool CancelRemote { get; init; }

    /// <summary>The connections that requests take, kept by who gives them. Default: <see cref="RestConnections.Shared"/>.</summary>
    public HttpMessageHandler Connections { get; init; } = RestConnections.Shared;

    /// <summary>Tells the time. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>What holds where nothing is said: the defaults, by the clock of the flow.</summary>
    internal static DbtCloudOptions Current
    {
        get
        {
            DbtCloudOptions current = s_inUse.Value ?? Default;
            TimeProvider clock = FlowClock.Current;
            return clock == TimeProvider.System ? current : current with { TimeProvider = clock };
        }
    }

    /// <summary>Lets these hold where nothing is said until the result is disposed of, in what is awaited meanwhile as well.</summary>
    internal static IDisposable Use(DbtCloudOptions options)
    {
        Scope scope = new(s_inUse.Value);
        s_inUse.Value = options;
        return scope;
    }

    private sealed class Scope(DbtCloudOptions? before) : IDisposable
    {
        public void Dispose() => s_inUse.Value = before;
    }
}

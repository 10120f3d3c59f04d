using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Prefect.Http;

/// <summary>Where a service is, and how patiently it is spoken to.</summary>
public sealed record RestOptions
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>The service's address, <c>http</c> or <c>https</c>. A slash at its end is added.</summary>
    /// <exception cref="ArgumentException">It is no such address.</exception>
    public required Uri Address
    {
        get;
        init => field = Checked(value);
    }

    /// <summary>The connections that requests take, kept by who gives them. Default: <see cref="RestConnections.Shared"/>.</summary>
    public HttpMessageHandler Connections { get; init; } = RestConnections.Shared;

    /// <summary>Signs requests in. Default: nobody signs in.</summary>
    public RestSignIn? SignIn { get; init; }

    /// <summary>Headers of all requests to the service's own host.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How long the head of an answer may take, and its body after it, up to a day, in each try. Default: a minute.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan RequestTimeout
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.FromMilliseconds(1), s_longest);
    } = TimeSpan.FromMinutes(1);

    /// <summary>How long all tries of one request may take together, up to a day: after it none is begun. A request with a longer time of its own has that. Default: 5 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan TotalTimeout
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.FromMilliseconds(1), s_longest);
    } = TimeSpan.FromMinutes(5);

    /// <summary>How often a request is sent at most, 1 to 100. Default: 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside of its range.</exception>
    public int Attempts
    {
        get;
        init => field = OptionRange.Check(value, 1, 100);
    } = 5;

    /// <summary>The pauses between tries. Default: up to 1, 2, 4, 8 … 20 seconds.</summary>
    public Backoff Backoff { get; init; } = new();

    /// <summary>The longest pause that a service may ask for with <c>Retry-After</c>, up to a day; longer ones are cut to it. Default: a minute.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan LongestAskedPause
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.Zero, s_longest);
    } = TimeSpan.FromMinutes(1);

    /// <summary>Tells the time between tries; the limit of one try is the system's clock's. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where repeated requests are told, at level debug. Default: nowhere.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    private static Uri Checked(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsAbsoluteUri && address.Scheme is "http" or "https" && address.Query.Length == 0 && address.UserInfo.Length == 0
            ? new Uri(address.AbsoluteUri.TrimEnd('/') + "/")
            : throw new ArgumentException("The address of a service begins with http:// or https://, and has neither a query nor a user in it.", nameof(address));
    }
}

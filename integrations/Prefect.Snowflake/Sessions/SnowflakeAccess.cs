using System.Collections.Concurrent;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>How accounts are reached, besides signing in.</summary>
internal sealed class SnowflakeAccess
{
    private static readonly AsyncLocal<SnowflakeAccess?> s_inUse = new();
    private static readonly SnowflakeAccess s_usual = new();

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>What holds here: the usual, unless a scope has another.</summary>
    public static SnowflakeAccess Current => s_inUse.Value ?? s_usual;

    /// <summary>The connections that requests and sign-ins take.</summary>
    public HttpMessageHandler Connections { get; init; } = RestConnections.Shared;

    /// <summary>Whether checks look at the network first. Not where the connections lead elsewhere.</summary>
    public bool ProbesNetwork { get; init; } = true;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The pauses between tries.</summary>
    public Backoff Backoff { get; init; } = new();

    /// <summary>Reads the environment; null for a variable that is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Opens a browser of this machine at an address.</summary>
    public Func<Uri, CancellationToken, Task> OpenBrowser { get; init; } = SystemBrowser.OpenAsync;

    /// <summary>What has been opened, by the content of credentials.</summary>
    public ClientCache<SnowflakeDataSource> DataSources { get; } = new();

    /// <summary>Tokens that stand in for a browser or a second factor, by host, user and kind. They end with the process.</summary>
    public ConcurrentDictionary<string, string> Tokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Whose turn it is to ask a person, by host and user: nobody wants to be asked twice at the same time.</summary>
    public SemaphoreSlim TurnOf(string who) => _turns.GetOrAdd(who, static _ => new SemaphoreSlim(1, 1));

    /// <summary>Lets this hold until the scope is disposed of, in what is awaited meanwhile as well.</summary>
    public static IDisposable Use(SnowflakeAccess access)
    {
        Scope scope = new(s_inUse.Value);
        s_inUse.Value = access;
        return scope;
    }

    private sealed class Scope(SnowflakeAccess? before) : IDisposable
    {
        public void Dispose() => s_inUse.Value = before;
    }
}

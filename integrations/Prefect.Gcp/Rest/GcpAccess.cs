using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>How services are reached, besides signing in.</summary>
internal sealed class GcpAccess
{
    private static readonly AsyncLocal<GcpAccess?> s_inUse = new();
    private static readonly GcpAccess s_usual = new();

    /// <summary>What holds here: the usual, unless a scope has another.</summary>
    public static GcpAccess Current => s_inUse.Value ?? s_usual;

    /// <summary>Addresses in place of the usual ones; null, or an answer of null, leaves them. These are signed in to.</summary>
    public Func<GcpService, Uri?>? Endpoints { get; init; }

    /// <summary>How long one answer may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a request is sent at most.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The longest wait before the first repetition; it doubles with each.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before any repetition that the service asks no time for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(32);

    /// <summary>The longest wait that a service may ask for.</summary>
    public TimeSpan LongestAskedWait { get; init; } = TimeSpan.FromSeconds(60);

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What part of the longest wait is waited, 0 to 1.</summary>
    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>The connections that requests and sign-ins take.</summary>
    public GoogleHttp Http { get; init; } = GoogleHttp.Shared;

    /// <summary>Reads the environment; null for a variable that is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>What has been opened, by the content of credentials.</summary>
    public ClientCache<GoogleService> Services { get; } = new();

    /// <inheritdoc cref="Services"/>
    public ClientCache<GcpIdentity> Identities { get; } = new();

    /// <summary>Lets this hold until the scope is disposed of, in what is awaited meanwhile as well.</summary>
    public static IDisposable Use(GcpAccess access)
    {
        Scope scope = new(s_inUse.Value);
        s_inUse.Value = access;
        return scope;
    }

    private sealed class Scope(GcpAccess? before) : IDisposable
    {
        public void Dispose() => s_inUse.Value = before;
    }
}

using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>How Databricks is reached, besides signing in.</summary>
internal sealed class DatabricksAccess
{
    private static readonly AsyncLocal<DatabricksAccess?> s_inUse = new();
    private static readonly DatabricksAccess s_usual = new();

    /// <summary>What holds here: the usual, unless a scope has another.</summary>
    public static DatabricksAccess Current => s_inUse.Value ?? s_usual;

    /// <summary>Connections in place of those that the credentials want; null for theirs.</summary>
    public HttpMessageHandler? Connections { get; init; }

    /// <summary>The pauses between tries.</summary>
    public Backoff Backoff { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What has been opened, by the content of credentials.</summary>
    public ClientCache<DatabricksConnection> Opened { get; } = new();

    /// <summary>Lets this hold until the scope is disposed of, in what is awaited meanwhile as well.</summary>
    public static IDisposable Use(DatabricksAccess access)
    {
        Scope scope = new(s_inUse.Value);
        s_inUse.Value = access;
        return scope;
    }

    private sealed class Scope(DatabricksAccess? before) : IDisposable
    {
        public void Dispose() => s_inUse.Value = before;
    }
}

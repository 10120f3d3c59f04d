using System.Data;
using Prefect.Http;

namespace Prefect.Sql;

/// <summary>How a statement is run. Options are part of what tells cursors apart.</summary>
public sealed record SqlExecutionOptions
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(20);

    /// <summary>
    /// How long the database may take to answer, up to 20 days and counted in whole seconds; zero is for ever. Default: what the connection
    /// says, else what its provider does, which is 30 seconds for most. SQLite waits so long for a lock, and works as long as it takes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan? Timeout
    {
        get;
        init => field = value is { } given ? OptionRange.Check(given, TimeSpan.Zero, s_longest) : null;
    }

    /// <summary>How the statement's transaction is kept apart from others. Default: what the database does.</summary>
    public IsolationLevel? IsolationLevel { get; init; }

    /// <summary>Whether the statement runs outside of a transaction, as <c>VACUUM</c> and <c>CREATE DATABASE</c> must. Default: false.</summary>
    public bool AutoCommit { get; init; }

    /// <summary>Whether the statement is sent as it is written: colons in it are no parameters. Default: false.</summary>
    public bool NoParameters { get; init; }

    /// <summary>A name for the statement in traces. Default: none.</summary>
    public string? LoggingToken { get; init; }

    internal static SqlExecutionOptions Default { get; } = new();
}

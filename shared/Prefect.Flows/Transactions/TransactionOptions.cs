using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>How a transaction behaves.</summary>
public sealed record TransactionOptions
{
    /// <summary>
    /// Names what the transaction does, so that it is done once: one that finds a record of the key is committed from the start.
    /// Default: none, and nothing is kept.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Where the record is kept. Default: the store of the run, else the one that the settings choose.</summary>
    public ResultStore? Store { get; init; }

    /// <summary>When it is committed. Default: as the surrounding transaction is, else <see cref="Flows.CommitMode.Lazy"/>.</summary>
    public CommitMode? CommitMode { get; init; }

    /// <summary>How transactions with the key see each other. Default: as the surrounding one, else <see cref="Flows.IsolationLevel.ReadCommitted"/>.</summary>
    public IsolationLevel? IsolationLevel { get; init; }

    /// <summary>Whether a record that is there is ignored and replaced. Default: no.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Whether a record is written when it is committed. Default: yes.</summary>
    public bool WriteOnCommit { get; init; } = true;

    /// <summary>Which failures of tasks inside roll it back. Default: as the surrounding transaction, else each, as in Python.</summary>
    public RollbackOn? RollbackOn { get; init; }

    /// <summary>How long to wait for the lock of the key; more than zero. Default: for ever.</summary>
    public TimeSpan? LockTimeout { get; init; }

    /// <summary>Where it logs. Default: the log of the run, else the logger <c>Prefect.Flows.Transaction</c>.</summary>
    public ILogger? Logger { get; init; }
}

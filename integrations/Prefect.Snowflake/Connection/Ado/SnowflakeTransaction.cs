using System.Data;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Snowflake;

/// <summary>A transaction. Unless it was committed, disposing of it rolls it back.</summary>
public sealed class SnowflakeTransaction : DbTransaction
{
    internal static readonly SnowflakeStatement Begin = new("BEGIN TRANSACTION", []);
    internal static readonly SnowflakeStatement CommitStatement = new("COMMIT", []);
    private static readonly SnowflakeStatement s_rollback = new("ROLLBACK", []);

    private readonly ILogger _logger = PrefectLogging.CreateLogger(typeof(SnowflakeTransaction));
    private readonly SnowflakeConnection _connection;
    private bool _hasEnded;

    internal SnowflakeTransaction(SnowflakeConnection connection) => _connection = connection;

    /// <summary>The only level that the service has.</summary>
    public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

    /// <inheritdoc/>
    protected override DbConnection? DbConnection => _hasEnded ? null : _connection;

    // A session that is closed took it along.
    private bool GoesOn => !_hasEnded && _connection.State == ConnectionState.Open;

    /// <inheritdoc/>
    public override void Commit() => Sync.Run(() => CommitAsync());

    /// <summary>Makes what was done in it last.</summary>
    /// <param name="cancellationToken">Ends the operation; whether it was committed is not known then.</param>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    /// <exception cref="SnowflakeException">The service refused it, or could not be reached.</exception>
    public override Task CommitAsync(CancellationToken cancellationToken = default) => EndAsync(CommitStatement, cancellationToken);

    /// <inheritdoc/>
    public override void Rollback() => Sync.Run(() => RollbackAsync());

    /// <summary>Undoes what was done in it.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    /// <exception cref="SnowflakeException">The service refused it, or could not be reached.</exception>
    public override Task RollbackAsync(CancellationToken cancellationToken = default) => EndAsync(s_rollback, cancellationToken);

    /// <summary>Undoes what was done in it, unless it has ended. Where that fails, the connection is closed, which undoes it as well.</summary>
    public override async ValueTask DisposeAsync()
    {
        await LeaveAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && GoesOn)
        {
            Sync.Run(LeaveAsync);
        }

        base.Dispose(disposing);
    }

    private async Task LeaveAsync()
    {
        if (!GoesOn)
        {
            return;
        }

        try
        {
            await RollbackAsync().ConfigureAwait(false);
        }
        catch (SnowflakeException exception)
        {
            // What failed before is not to be hidden by this.
            SnowflakeLog.NotRolledBack(_logger, exception.Message);
            await _connection.CloseAsync().ConfigureAwait(false);
        }
    }

    private async Task EndAsync(SnowflakeStatement statement, CancellationToken cancellationToken)
    {
        if (_hasEnded)
        {
            throw new InvalidOperationException("The transaction has ended.");
        }

        try
        {
            using SnowflakeResult result = await _connection.RunAsync(statement, SnowflakeQueryOptions.Default, cancellationToken).ConfigureAwait(false);
            _hasEnded = true;
        }
        catch (SnowflakeException lost) when (SnowflakeCode.NeedsSignIn(lost.ErrorCode))
        {
            // The service has rolled it back with its session.
            _hasEnded = true;
            if (statement != s_rollback)
            {
                throw;
            }
        }
    }
}

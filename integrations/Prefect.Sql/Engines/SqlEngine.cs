using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>What a connector holds: its part in a source of connections, made at the first use, and a cursor for each statement.</summary>
internal sealed class SqlEngine
{
    private readonly Lock _gate = new();
    private SqlDataSourceLease? _lease;
    private Dictionary<SqlStatement, SqlCursorSlot> _slots = [];

    /// <summary>Gives the source of connections, which is made at the first use.</summary>
    public SqlDataSourceLease Lease(Func<SqlTarget> target)
    {
        lock (_gate)
        {
            return _lease ??= SqlDataSources.Rent(target());
        }
    }

    /// <summary>Reads on from a statement, which is run if it was not.</summary>
    public async Task<T> ReadAsync<T>(
        SqlCalls calls, SqlDataSourceLease lease, SqlStatement statement, SqlText text, Func<SqlCursor, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        while (true)
        {
            (bool isOpen, T? value) = await Slot(statement).TryReadAsync(
                calls, () => SqlCursor.OpenAsync(calls, lease, statement, text, cancellationToken), read, cancellationToken).ConfigureAwait(false);
            if (isOpen)
            {
                return value!;
            }
        }
    }

    /// <summary>Commits and closes every cursor. What cannot be closed in order is a warning.</summary>
    public async Task ResetAsync(SqlCalls calls, ILogger logger)
    {
        Dictionary<SqlStatement, SqlCursorSlot> slots;
        string target;
        lock (_gate)
        {
            (slots, _slots) = (_slots, []);
            target = _lease?.Target.Address ?? "";
        }

        foreach (SqlCursorSlot slot in slots.Values)
        {
            try
            {
                await slot.CloseAsync(calls).ConfigureAwait(false);
            }
            catch (Exception exception) when (SqlFault.IsOfDatabase(exception) || exception is SqlDatabaseException or InvalidOperationException)
            {
                SqlLog.CursorNotClosed(logger, target, SecretMasker.Mask(exception.Message));
            }
        }
    }

    /// <summary>Closes every cursor and gives the source of connections back. What is asked for next makes a new one.</summary>
    public async Task CloseAsync(SqlCalls calls, ILogger logger)
    {
        await ResetAsync(calls, logger).ConfigureAwait(false);
        SqlDataSourceLease? lease;
        lock (_gate)
        {
            (lease, _lease) = (_lease, null);
        }

        if (lease is not null)
        {
            await lease.ReturnAsync(calls).ConfigureAwait(false);
        }
    }

    private SqlCursorSlot Slot(SqlStatement statement)
    {
        lock (_gate)
        {
            if (!_slots.TryGetValue(statement, out SqlCursorSlot? slot))
            {
                _slots[statement] = slot = new SqlCursorSlot();
            }

            return slot;
        }
    }
}

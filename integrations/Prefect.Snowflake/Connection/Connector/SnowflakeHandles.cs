using System.Data;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>What a connector holds open: one connection, and a cursor for each operation with its parameters.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Nobody asks for the handle of the gate: without one it holds nothing to dispose of.")]
internal sealed class SnowflakeHandles
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Lock _gate = new();
    private Dictionary<string, SnowflakeCursorSlot> _slots = new(StringComparer.Ordinal);
    private SnowflakeConnection? _connection;

    /// <summary>Tells operations apart, by what is sent for them.</summary>
    public static string KeyOf(SnowflakeStatement statement)
    {
        using MemoryStream content = new();
        using (Utf8JsonWriter json = new(content))
        {
            json.WriteStartArray();
            json.WriteStringValue(statement.Sql);
            foreach (SnowflakeBinding binding in statement.Bindings)
            {
                binding.Write(json);
            }

            json.WriteEndArray();
        }

        return Convert.ToHexString(SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length)));
    }

    /// <summary>Gives the open connection, and opens one if there is none: one sign-in, however many ask at once.</summary>
    public async Task<SnowflakeConnection> OpenAsync(SnowflakeDataSource source, CancellationToken cancellationToken)
    {
        if (_connection is { State: ConnectionState.Open } open)
        {
            return open;
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_connection is { State: ConnectionState.Open } meanwhile)
            {
                return meanwhile;
            }

            _connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return _connection;
        }
        finally
        {
            _opening.Release();
        }
    }

    public SnowflakeCursorSlot Slot(SnowflakeStatement statement)
    {
        string key = KeyOf(statement);
        lock (_gate)
        {
            if (!_slots.TryGetValue(key, out SnowflakeCursorSlot? slot))
            {
                _slots[key] = slot = new SnowflakeCursorSlot();
            }

            return slot;
        }
    }

    /// <summary>Forgets every cursor: what is asked for next is run anew.</summary>
    public async Task ResetAsync()
    {
        Dictionary<string, SnowflakeCursorSlot> forgotten;
        lock (_gate)
        {
            forgotten = _slots;
            _slots = new Dictionary<string, SnowflakeCursorSlot>(StringComparer.Ordinal);
        }

        foreach (SnowflakeCursorSlot slot in forgotten.Values)
        {
            await slot.ForgetAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Forgets every cursor and closes the connection; false where nothing was open.</summary>
    public async Task<bool> CloseAsync()
    {
        SnowflakeConnection? connection;
        await _opening.WaitAsync().ConfigureAwait(false);
        try
        {
            connection = _connection;
            _connection = null;
        }
        finally
        {
            _opening.Release();
        }

        try
        {
            await ResetAsync().ConfigureAwait(false);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }

        return connection is not null;
    }
}

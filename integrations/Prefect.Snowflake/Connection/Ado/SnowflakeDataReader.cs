using System.Collections;
using System.Collections.ObjectModel;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Prefect.Blocks;

namespace Prefect.Snowflake;

/// <summary>Reads rows, one after another: a few parts of the result are in memory, however many rows there are.</summary>
[SuppressMessage("Design", "CA1010", Justification = "A reader of ADO.NET is no collection of anything.")]
public sealed partial class SnowflakeDataReader : DbDataReader, IDbColumnSchemaGenerator
{
    private readonly SnowflakeQueries _queries;
    private readonly Queue<string> _parts = new();
    private SnowflakeResult _result;
    private bool _isOnRow;
    private bool _isAhead;
    private bool _hasRows;
    private long _affected = -1;

    private SnowflakeDataReader(SnowflakeQueries queries, SnowflakeResult result)
    {
        _queries = queries;
        _result = result;
        QueryId = result.QueryId;
    }

    /// <summary>The service's id of the statement whose rows these are.</summary>
    public string QueryId { get; private set; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<SnowflakeColumn> Columns => _result.Columns.List;

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override int FieldCount => Columns.Count;

    /// <inheritdoc/>
    public override bool HasRows => _hasRows;

    /// <inheritdoc/>
    public override bool IsClosed => _isClosed;

    /// <summary>How many rows the statements so far have changed; -1 where none changes any.</summary>
    public override int RecordsAffected => (int)Math.Min(_affected, int.MaxValue);

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    internal SnowflakeConnection? ClosesWith { get; set; }

    /// <inheritdoc/>
    public override bool Read() => !_isAhead && TryNext() || Sync.Run(() => ReadAsync(CancellationToken.None));

    /// <summary>Goes to the next row; false after the last.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="SnowflakeException">The rows could not be read.</exception>
    public override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (_isAhead)
        {
            _isAhead = false;
            _isOnRow = true;
            return true;
        }

        _isOnRow = _hasRows && await _result.NextAsync(cancellationToken).ConfigureAwait(false);
        return _isOnRow;
    }

    /// <inheritdoc/>
    public override bool NextResult() => Sync.Run(() => NextResultAsync(CancellationToken.None));

    /// <summary>Goes to the rows of the next statement, where there were several.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="SnowflakeException">The statement failed, or its rows could not be read.</exception>
    public override async Task<bool> NextResultAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        _isOnRow = _isAhead = _hasRows = false;
        if (!_parts.TryPeek(out string? id))
        {
            return false;
        }

        SnowflakeResult next = await _queries.ResultAsync(id, cancellationToken).ConfigureAwait(false);
        _parts.Dequeue();
        _result.Dispose();
        await TakeAsync(next, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (Release() is { } connection)
        {
            connection.Close();
        }
    }

    /// <inheritdoc/>
    public override async Task CloseAsync()
    {
        if (Release() is { } connection)
        {
            await connection.CloseAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override string GetName(int ordinal) => Column(ordinal).Name;

    /// <inheritdoc/>
    [SuppressMessage("Usage", "CA2201", Justification = "ADO.NET says so.")]
    [SuppressMessage("Usage", "MA0012", Justification = "ADO.NET says so.")]
    public override int GetOrdinal(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _result.Columns.Find(name) is >= 0 and int index
            ? index
            : throw new IndexOutOfRangeException($"There is no column '{name}'; there are {string.Join(", ", Columns.Select(static column => $"'{column.Name}'"))}.");
    }

    /// <summary>Gives the service's name of a column's type.</summary>
    /// <param name="ordinal">Position, from 0.</param>
    public override string GetDataTypeName(int ordinal) => Column(ordinal).TypeName.ToUpperInvariant();

    /// <inheritdoc/>
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    public override Type GetFieldType(int ordinal) => TypeOf(Column(ordinal));

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    /// <inheritdoc/>
    public ReadOnlyCollection<DbColumn> GetColumnSchema() =>
        new([.. Columns.Select((column, index) => (DbColumn)new SnowflakeDbColumn(column, index, TypeOf(column)))]);

    /// <inheritdoc/>
    public override DataTable GetSchemaTable() => SnowflakeSchemaTable.Of(GetColumnSchema());

    internal static async Task<SnowflakeDataReader> OpenAsync(SnowflakeQueries queries, SnowflakeResult result, CancellationToken cancellationToken)
    {
        SnowflakeDataReader reader = new(queries, result);
        foreach (string part in result.Head.Parts)
        {
            reader._parts.Enqueue(part);
        }

        try
        {
            if (reader._parts.Count > 0)
            {
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await reader.TakeAsync(result, cancellationToken).ConfigureAwait(false);
            }

            return reader;
        }
        catch
        {
            // Parts that nobody will ask for are being read ahead.
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Whether there are rows is known once one was looked for.
    private async Task TakeAsync(SnowflakeResult result, CancellationToken cancellationToken)
    {
        _result = result;
        QueryId = result.QueryId;
        if (result.Head.AffectedRows is { } affected)
        {
            _affected = Math.Max(0, _affected) + affected;
        }

        _hasRows = _isAhead = await result.NextAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets go of the rows, and gives the connection that is to be closed with them.</summary>
    private SnowflakeConnection? Release()
    {
        if (_isClosed)
        {
            return null;
        }

        _isClosed = true;
        _isOnRow = false;
        _result.Dispose();
        return ClosesWith;
    }

    private bool TryNext()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        return _isOnRow = _hasRows && _result.TryNext();
    }

    [SuppressMessage("Usage", "CA2201", Justification = "ADO.NET says so.")]
    [SuppressMessage("Usage", "MA0012", Justification = "ADO.NET says so.")]
    private SnowflakeColumn Column(int ordinal) => ordinal >= 0 && ordinal < FieldCount
        ? Columns[ordinal]
        : throw new IndexOutOfRangeException(string.Create(CultureInfo.InvariantCulture, $"There is no column {ordinal}; there are {FieldCount}."));
}

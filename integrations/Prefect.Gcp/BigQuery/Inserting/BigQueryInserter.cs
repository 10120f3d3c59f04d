using System.Buffers;
using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>
/// Inserts rows in requests that the service accepts: up to 10,000 rows and 8 MiB each, or one row that is larger. Each row has an id, so that a request that is
/// sent again inserts nothing twice.
/// </summary>
internal sealed class BigQueryInserter(BigQueryTables tables, string dataset, string table)
{
    private const int MostRows = 10_000;
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly ArrayBufferWriter<byte> _row = new();
    private int _inserted;
    private int _waiting;

    /// <exception cref="ArgumentException">A record cannot be written.</exception>
    /// <exception cref="BigQueryInsertException">The service refuses some of the rows.</exception>
    /// <exception cref="GcpException">The table is not there or may not be written, or the service could not be reached.</exception>
    public async Task InsertAsync(IReadOnlyList<IReadOnlyDictionary<string, object?>> records, CancellationToken cancellationToken)
    {
        // All are written once before any is sent: a record that cannot be is the caller's mistake, for which nothing is inserted.
        foreach (IReadOnlyDictionary<string, object?> record in records)
        {
            ArgumentNullException.ThrowIfNull(record, nameof(records));
            Write(record);
        }

        foreach (IReadOnlyDictionary<string, object?> record in records)
        {
            Write(record);
            if (_waiting >= MostRows || (_waiting > 0 && _buffer.WrittenCount + _row.WrittenCount > MostBytes))
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            _buffer.Write(_waiting++ == 0 ? """{"rows":["""u8 : ","u8);
            _buffer.Write(_row.WrittenSpan);
        }

        if (_waiting > 0)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Write(IReadOnlyDictionary<string, object?> record)
    {
        _row.ResetWrittenCount();
        using Utf8JsonWriter writer = new(_row);
        writer.WriteStartObject();
        writer.WriteString("insertId"u8, Guid.NewGuid());
        writer.WritePropertyName("json"u8);
        BigQueryRecordWriter.Write(writer, record);
        writer.WriteEndObject();
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        _buffer.Write("]}"u8);
        IReadOnlyList<BigQueryInsertErrorMessage> refused = await tables.InsertAsync(dataset, table, _buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        if (refused.Count > 0)
        {
            throw new BigQueryInsertException($"{dataset}.{table}", _inserted, [.. refused.SelectMany(Errors)]);
        }

        _inserted += _waiting;
        _waiting = 0;
        _buffer.ResetWrittenCount();
    }

    private IEnumerable<BigQueryRowError> Errors(BigQueryInsertErrorMessage row)
    {
        IEnumerable<BigQueryErrorMessage> errors = row.Errors is { Count: > 0 } some ? some : [new BigQueryErrorMessage("invalid", null, null)];
        return errors.Select(error => new BigQueryRowError(_inserted + row.Index, error.Reason, error.Location, error.Message));
    }
}

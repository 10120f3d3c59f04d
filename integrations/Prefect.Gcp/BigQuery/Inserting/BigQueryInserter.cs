using System.Buffers;
using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>
/// Inserts rows in requests that the service accepts: up to 10,000 rows and about 8 MB each. Each row has an id, so that a request that is
/// sent again inserts nothing twice.
/// </summary>
internal sealed class BigQueryInserter(BigQueryTables tables, string dataset, string table)
{
    private const int MostRows = 10_000;
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private int _inserted;
    private int _waiting;

    /// <exception cref="ArgumentException">A record cannot be written.</exception>
    /// <exception cref="BigQueryInsertException">The service refuses some of the rows.</exception>
    /// <exception cref="GcpException">The table is not there or may not be written, or the service could not be reached.</exception>
    public async Task InsertAsync(IEnumerable<IReadOnlyDictionary<string, object?>> records, CancellationToken cancellationToken)
    {
        foreach (IReadOnlyDictionary<string, object?> record in records)
        {
            ArgumentNullException.ThrowIfNull(record, nameof(records));
            Add(record);
            if (_waiting >= MostRows || _buffer.WrittenCount >= MostBytes)
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        if (_waiting > 0)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Add(IReadOnlyDictionary<string, object?> record)
    {
        _buffer.Write(_waiting == 0 ? """{"rows":["""u8 : ","u8);
        using Utf8JsonWriter writer = new(_buffer);
        writer.WriteStartObject();
        writer.WriteString("insertId"u8, Guid.NewGuid());
        writer.WritePropertyName("json"u8);
        BigQueryRecordWriter.Write(writer, record);
        writer.WriteEndObject();
        _waiting++;
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

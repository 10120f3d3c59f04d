using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Prefect.Gcp;

/// <summary>Tables and readers of ADO.NET as rows.</summary>
internal static class ReaderTable
{
    /// <exception cref="ArgumentException">The reader is closed.</exception>
    public static TableRows From(IDataReader reader)
    {
        if (reader.IsClosed)
        {
            throw BadTable.Because("The reader is closed: pass it on before it is disposed of.");
        }

        TableColumn[] columns = new TableColumn[reader.FieldCount];
        for (int index = 0; index < columns.Length; index++)
        {
            columns[index] = new TableColumn(reader.GetName(index), reader.GetFieldType(index));
        }

        return new TableRows(columns, ReadAsync(reader));
    }

    private static async IAsyncEnumerable<object?[]> ReadAsync(IDataReader reader, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        object[] cells = new object[reader.FieldCount];
        while (await NextAsync(reader, cancellationToken).ConfigureAwait(false))
        {
            _ = reader.GetValues(cells);
            for (int index = 0; index < cells.Length; index++)
            {
                if (cells[index] is DBNull)
                {
                    cells[index] = null!;
                }
            }

            yield return cells;
        }
    }

    private static async ValueTask<bool> NextAsync(IDataReader reader, CancellationToken cancellationToken)
    {
        if (reader is DbDataReader asynchronous)
        {
            return await asynchronous.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return reader.Read();
    }
}

using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Prefect.Gcp;

/// <summary>Writes rows as comma-separated text (RFC 4180, lines end with a line feed) that BigQuery and pandas read.</summary>
internal static class CsvTable
{
    private const int BufferSize = 64 * 1024;

    // Nothing between two commas is null; an empty text is told apart from it by its quotes.
    private static readonly CsvConfiguration s_configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\n",
        ShouldQuote = arguments => arguments.Field is not null
            && (arguments.Field.Length == 0 || ConfigurationFunctions.ShouldQuote(arguments)),
    };

    /// <exception cref="ArgumentException">A cell holds what a table cannot be written with.</exception>
    public static async Task WriteAsync(Stream output, TableRows table, CancellationToken cancellationToken)
    {
        StreamWriter text = new(output, new UTF8Encoding(false), BufferSize, leaveOpen: true);
        await using (text.ConfigureAwait(false))
        {
            CsvWriter csv = new(text, s_configuration, leaveOpen: true);
            await using (csv.ConfigureAwait(false))
            {
                await WriteAsync(csv, table, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteAsync(CsvWriter csv, TableRows table, CancellationToken cancellationToken)
    {
        foreach (TableColumn column in table.Columns)
        {
            csv.WriteField(column.Name);
        }

        await csv.NextRecordAsync().ConfigureAwait(false);
        long row = 0;
        await foreach (object?[] cells in table.Rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            // Rows that are there at once may never look at the token.
            cancellationToken.ThrowIfCancellationRequested();
            row++;
            for (int index = 0; index < cells.Length; index++)
            {
                csv.WriteField(cells[index] is { } cell ? ToText(cell) ?? throw Unsupported(table.Columns[index], cell, row) : null);
            }

            await csv.NextRecordAsync().ConfigureAwait(false);
        }
    }

    private static string? ToText(object cell) => cell switch
    {
        string text => text,
        bool truth => truth ? "True" : "False",
        byte[] bytes => Convert.ToBase64String(bytes),
        ReadOnlyMemory<byte> bytes => Convert.ToBase64String(bytes.Span),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture),
        Enum name => name.ToString(),
        IFormattable value when TableCell.IsSupported(cell.GetType()) => value.ToString(null, CultureInfo.InvariantCulture),
        char letter => letter.ToString(),
        _ => null,
    };

    private static ArgumentException Unsupported(TableColumn column, object cell, long row) =>
        BadTable.Because($"Column '{column.Name}' holds {cell.GetType().Name} in row {row}, which a table cannot be written with: {TableCell.Supported}.");
}

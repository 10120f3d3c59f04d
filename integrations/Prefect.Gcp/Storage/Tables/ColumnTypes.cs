namespace Prefect.Gcp;

/// <summary>Finds out by the first rows what the columns hold whose source does not tell.</summary>
internal static class ColumnTypes
{
    private const int Looked = 1_000;

    /// <summary>Gives each column a type: that of its values among the first 1,000 rows, text where all of them are null.</summary>
    /// <exception cref="ArgumentException">A column holds values that no one type holds.</exception>
    public static async Task<TableRows> FindAsync(TableRows table, CancellationToken cancellationToken)
    {
        if (table.Columns.All(column => column.Type != typeof(object)))
        {
            return table;
        }

        IAsyncEnumerator<object?[]> rows = table.Rows.GetAsyncEnumerator(cancellationToken);
        List<object?[]> first = [];
        try
        {
            while (first.Count < Looked && await rows.MoveNextAsync().ConfigureAwait(false))
            {
                first.Add([.. rows.Current]);
            }

            TableColumn[] columns = [.. table.Columns.Index().Select(place => place.Item.Type == typeof(object) ? Find(place.Item, place.Index, first) : place.Item)];
            return new TableRows(columns, RepeatAsync(first, rows));
        }
        catch
        {
            await rows.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static TableColumn Find(TableColumn column, int index, List<object?[]> rows)
    {
        Type found = typeof(object);
        foreach ((int row, object?[] cells) in rows.Index())
        {
            if (cells[index] is { } cell)
            {
                found = TableCell.Widen(found, cell.GetType()) ?? throw BadTable.Because($"Column '{column.Name}' holds {found.Name} and, in row {row + 1}, {cell.GetType().Name}: a column of Parquet has one type.");
            }
        }

        return column with { Type = found == typeof(object) ? typeof(string) : found };
    }

    // The enumerator was made with the caller's token.
    private static async IAsyncEnumerable<object?[]> RepeatAsync(List<object?[]> first, IAsyncEnumerator<object?[]> others)
    {
        await using (others.ConfigureAwait(false))
        {
            foreach (object?[] row in first)
            {
                yield return row;
            }

            while (await others.MoveNextAsync().ConfigureAwait(false))
            {
                yield return others.Current;
            }
        }
    }
}

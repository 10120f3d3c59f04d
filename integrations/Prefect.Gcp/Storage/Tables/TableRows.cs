namespace Prefect.Gcp;

/// <summary>A table as it comes: its columns, and its rows once.</summary>
/// <param name="Columns">What the cells of each row are, in order.</param>
/// <param name="Rows">The rows; one array may be used for all of them, so a reader copies what it keeps.</param>
internal sealed record TableRows(IReadOnlyList<TableColumn> Columns, IAsyncEnumerable<object?[]> Rows)
{
    /// <exception cref="ArgumentException">There is no column, or two have one name, or one has none, or holds what no format can keep.</exception>
    public TableRows Checked()
    {
        if (Columns.Count == 0)
        {
            throw BadTable.Because("The table has no columns, so there is nothing to write.");
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        for (int index = 0; index < Columns.Count; index++)
        {
            TableColumn column = Columns[index];
            if (string.IsNullOrWhiteSpace(column.Name))
            {
                throw BadTable.Because($"Column {index + 1} of the table has no name: give it one, in SQL with AS.");
            }

            if (!names.Add(column.Name))
            {
                throw BadTable.Because($"The table has two columns named '{column.Name}': give each a name of its own.");
            }

            if (column.Type != typeof(object) && !TableCell.IsSupported(column.Type))
            {
                throw BadTable.Because($"Column '{column.Name}' holds {column.Type.Name}, which a table cannot be written with: {TableCell.Supported}.");
            }
        }

        return this;
    }
}

namespace Prefect.Gcp;

/// <summary>The columns that all rows of a result share.</summary>
internal sealed class BigQueryColumns
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.OrdinalIgnoreCase);

    public BigQueryColumns(IReadOnlyList<BigQueryField> fields)
    {
        Fields = fields;
        for (int index = 0; index < fields.Count; index++)
        {
            _positions.TryAdd(fields[index].Name, index);
        }
    }

    public IReadOnlyList<BigQueryField> Fields { get; }

    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _positions.TryGetValue(name, out int index)
            ? index
            : throw new KeyNotFoundException($"There is no column '{name}'; there are {string.Join(", ", Fields.Select(static field => $"'{field.Name}'"))}.");
    }

    public bool HasNamesOf(BigQueryColumns other) =>
        ReferenceEquals(this, other) || Fields.Select(static field => field.Name).SequenceEqual(other.Fields.Select(static field => field.Name), StringComparer.Ordinal);
}

namespace Prefect.Snowflake;

/// <summary>The columns that all rows of a result share.</summary>
internal sealed class SnowflakeColumns
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _anyCase = new(StringComparer.OrdinalIgnoreCase);

    public SnowflakeColumns(IReadOnlyList<SnowflakeColumn> list)
    {
        List = list;
        for (int index = 0; index < list.Count; index++)
        {
            _positions.TryAdd(list[index].Name, index);
            _anyCase.TryAdd(list[index].Name, index);
        }
    }

    public IReadOnlyList<SnowflakeColumn> List { get; }

    /// <summary>Where a column is: the one of exactly this name, or else the first of it in another case; -1 for none.</summary>
    public int Find(string name) =>
        _positions.TryGetValue(name, out int exact) ? exact : _anyCase.TryGetValue(name, out int index) ? index : -1;

    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(name) is >= 0 and int index
            ? index
            : throw new KeyNotFoundException($"There is no column '{name}'; there are {string.Join(", ", List.Select(static column => $"'{column.Name}'"))}.");
    }

    public bool HasNamesOf(SnowflakeColumns other) =>
        ReferenceEquals(this, other) || List.Select(static column => column.Name).SequenceEqual(other.List.Select(static column => column.Name), StringComparer.Ordinal);
}

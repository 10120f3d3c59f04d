using System.Collections;
using System.Numerics;

namespace Prefect.Snowflake;

/// <summary>A row: values by position and by name. Two rows are equal when their names and values are.</summary>
public sealed class SnowflakeRow : IReadOnlyList<object?>, IEquatable<SnowflakeRow>
{
    private readonly object?[] _values;
    private readonly SnowflakeColumns _columns;

    internal SnowflakeRow(SnowflakeColumns columns, object?[] values)
    {
        _columns = columns;
        _values = values;
    }

    /// <summary>How many values there are.</summary>
    public int Count => _values.Length;

    /// <summary>The columns.</summary>
    public IReadOnlyList<SnowflakeColumn> Columns => _columns.List;

    /// <summary>Gives a value by its position.</summary>
    /// <param name="index">Position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public object? this[int index] => index >= 0 && index < _values.Length ? _values[index] : throw NoColumn(index);

    /// <summary>Gives a value by the name of its column: the one of exactly this name, or else the first of it in another case.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public object? this[string name] => _values[_columns.IndexOf(name)];

    /// <summary>Gives a value by the name of its column, as a type. A number is given as whichever type of numbers holds it.</summary>
    /// <typeparam name="T">The type of the value; one that can be null for a column that may be.</typeparam>
    /// <param name="name">The name, in any case.</param>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    /// <exception cref="InvalidCastException">The value is of another type, or null where the type cannot be.</exception>
    /// <exception cref="OverflowException">The number is too large for the type.</exception>
    public T Get<T>(string name) => this[name] switch
    {
        T value => value,
        null when default(T) is null => default!,
        long or BigInteger or decimal or SnowflakeNumber when typeof(T) != typeof(string)
            && SnowflakeConversion.To(this[name]!, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)) is T converted => converted,
        { } other => throw new InvalidCastException($"The column '{name}' holds a {other.GetType().Name}, not a {typeof(T).Name}."),
        null => throw new InvalidCastException($"The column '{name}' is null here: ask for a type that can be."),
    };

    /// <summary>Gives the values in an array of their own.</summary>
    public object?[] ToArray() => [.. _values];

    /// <summary>Gives the values by the names of their columns. Of columns that share a name, the last one counts, as it does in Python.</summary>
    public IReadOnlyDictionary<string, object?> ToDictionary()
    {
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        for (int index = 0; index < _values.Length; index++)
        {
            values[_columns.List[index].Name] = _values[index];
        }

        return values;
    }

    /// <inheritdoc/>
    public bool Equals(SnowflakeRow? other) =>
        other is not null
        && _columns.HasNamesOf(other._columns)
        && StructuralComparisons.StructuralEqualityComparer.Equals(_values, other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SnowflakeRow);

    /// <inheritdoc/>
    public override int GetHashCode() => StructuralComparisons.StructuralEqualityComparer.GetHashCode(_values);

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives the names of the columns; values may be nobody's business.</summary>
    public override string ToString() => $"SnowflakeRow ({string.Join(", ", Columns.Select(static column => column.Name))})";

    /// <summary>The values themselves, for whoever alone holds the row.</summary>
    internal object?[] Values => _values;

    private ArgumentOutOfRangeException NoColumn(int index) => new(nameof(index), index, $"The row has {_values.Length} columns.");
}

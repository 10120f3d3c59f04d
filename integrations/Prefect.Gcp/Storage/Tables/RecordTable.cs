using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Prefect.Gcp;

/// <summary>Records and dictionaries as rows.</summary>
internal static class RecordTable
{
    /// <summary>Takes the public properties of a type as columns, or the keys of the first dictionary.</summary>
    /// <exception cref="ArgumentException">The type is a plain value, or has no public property.</exception>
    public static async Task<TableRows> FromAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        IAsyncEnumerable<T> records, CancellationToken cancellationToken)
    {
        if (typeof(T).IsAssignableTo(typeof(IEnumerable<KeyValuePair<string, object?>>)) || typeof(T).IsAssignableTo(typeof(IDictionary)))
        {
            return await FromDictionariesAsync(records, cancellationToken).ConfigureAwait(false);
        }

        if (typeof(T) == typeof(object) || TableCell.IsSupported(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)))
        {
            throw BadTable.Because($"Rows of type {typeof(T).Name} have no columns: use records whose properties are the columns, or dictionaries.");
        }

        PropertyInfo[] properties = [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)];
        if (properties.Length == 0)
        {
            throw BadTable.Because($"{typeof(T).Name} has no public property, so its rows have no columns.");
        }

        TableColumn[] columns = [.. properties.Select(ToColumn)];
        return new TableRows(columns, ReadAsync(records, properties, cancellationToken));
    }

    private static TableColumn ToColumn(PropertyInfo property) => new(
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name,
        Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);

    private static async IAsyncEnumerable<object?[]> ReadAsync<T>(
        IAsyncEnumerable<T> records, PropertyInfo[] properties, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        object?[] cells = new object?[properties.Length];
        long row = 0;
        await foreach (T record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            row++;
            if (record is null)
            {
                throw BadTable.Because($"Row {row} of the table is null.");
            }

            for (int index = 0; index < properties.Length; index++)
            {
                cells[index] = properties[index].GetValue(record);
            }

            yield return cells;
        }
    }

    private static async Task<TableRows> FromDictionariesAsync<T>(IAsyncEnumerable<T> records, CancellationToken cancellationToken)
    {
        IAsyncEnumerator<T> enumerator = records.GetAsyncEnumerator(cancellationToken);
        bool owned = true;
        try
        {
            if (!await enumerator.MoveNextAsync().ConfigureAwait(false))
            {
                throw BadTable.Because("There is no first row, and dictionaries without a row tell no columns: pass records, or a DataTable.");
            }

            string[] names = [.. Pairs(enumerator.Current, 1).Select(pair => pair.Key)];
            owned = false;
            return new TableRows([.. names.Select(name => new TableColumn(name, typeof(object)))], ReadAsync(enumerator, names));
        }
        finally
        {
            if (owned)
            {
                await enumerator.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async IAsyncEnumerable<object?[]> ReadAsync<T>(IAsyncEnumerator<T> enumerator, string[] names)
    {
        Dictionary<string, int> places = names.Index().ToDictionary(place => place.Item, place => place.Index, StringComparer.Ordinal);
        object?[] cells = new object?[names.Length];
        long row = 0;
        await using (enumerator.ConfigureAwait(false))
        {
            do
            {
                Fill(cells, Pairs(enumerator.Current, ++row), places, row);
                yield return cells;
            }
            while (await enumerator.MoveNextAsync().ConfigureAwait(false));
        }
    }

    private static void Fill(object?[] cells, IEnumerable<KeyValuePair<string, object?>> pairs, Dictionary<string, int> places, long row)
    {
        Array.Clear(cells);
        foreach ((string name, object? value) in pairs)
        {
            if (!places.TryGetValue(name, out int place))
            {
                throw BadTable.Because($"Row {row} of the table has a key '{name}', which its first row has not: the first row tells the columns.");
            }

            cells[place] = value is DBNull ? null : value;
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Pairs<T>(T record, long row) => record switch
    {
        IEnumerable<KeyValuePair<string, object?>> pairs => pairs,
        IDictionary members => Pairs(members, row),
        _ => throw BadTable.Because($"Row {row} of the table is null."),
    };

    private static IEnumerable<KeyValuePair<string, object?>> Pairs(IDictionary members, long row)
    {
        foreach (DictionaryEntry member in members)
        {
            string name = member.Key as string ?? throw BadTable.Because($"Row {row} of the table has a key that is no text: the keys are the names of the columns.");
            yield return KeyValuePair.Create(name, member.Value);
        }
    }
}

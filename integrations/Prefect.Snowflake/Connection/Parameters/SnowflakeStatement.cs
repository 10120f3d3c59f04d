using System.Collections;
using System.Text.Json.Nodes;

namespace Prefect.Snowflake;

/// <summary>A statement with its parameters, as the service takes them.</summary>
/// <param name="Sql">The statement; its parameters are <c>?</c>.</param>
/// <param name="Bindings">The parameters.</param>
internal sealed record SnowflakeStatement(string Sql, IReadOnlyList<SnowflakeBinding> Bindings)
{
    /// <summary>Takes a statement whose parameters go by name: <c>%(name)s</c> or <c>:name</c>.</summary>
    /// <exception cref="ArgumentException">The statement is empty, a parameter is missing, or has no usable type.</exception>
    public static SnowflakeStatement Of(string operation, IReadOnlyDictionary<string, object?>? parameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        return parameters is null or { Count: 0 }
            ? new SnowflakeStatement(operation, [])
            : Fill(SqlPlaces.Named(operation), place => Named(parameters, place.Name));
    }

    /// <summary>Takes a statement whose parameters go by position: <c>?</c>, <c>%s</c> or <c>:1</c>.</summary>
    /// <exception cref="ArgumentException">The statement is empty, there are more or fewer parameters than places, or one has no usable type.</exception>
    public static SnowflakeStatement Of(string operation, IReadOnlyList<object?> parameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Count == 0)
        {
            return new SnowflakeStatement(operation, []);
        }

        SqlPlaces places = SqlPlaces.Positional(operation);
        Check(places, parameters.Count);
        return Fill(places, place => parameters[place.Index]);
    }

    /// <summary>Takes a statement that is run once for all sets of parameters by name, each a row.</summary>
    /// <exception cref="ArgumentException">The statement is empty or has no places, or a parameter is missing or has no usable type.</exception>
    public static SnowflakeStatement OfMany(string operation, IReadOnlyList<IReadOnlyDictionary<string, object?>> sets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        SqlPlaces places = SqlPlaces.Named(operation);
        return FillRows(places, [.. sets.Select(set => (Func<SqlPlace, object?>)(place => Named(set, place.Name)))]);
    }

    /// <summary>Takes a statement that is run once for all sets of parameters by position, each a row.</summary>
    /// <exception cref="ArgumentException">The statement is empty or has no places, or a set does not fit or has no usable type.</exception>
    public static SnowflakeStatement OfMany(string operation, IReadOnlyList<IReadOnlyList<object?>> sets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        SqlPlaces places = SqlPlaces.Positional(operation);
        foreach (IReadOnlyList<object?> set in sets)
        {
            Check(places, set.Count);
        }

        return FillRows(places, [.. sets.Select(set => (Func<SqlPlace, object?>)(place => set[place.Index]))]);
    }

    private static SnowflakeStatement Fill(SqlPlaces places, Func<SqlPlace, object?> find)
    {
        List<SnowflakeBinding> bindings = [];
        string sql = places.Write(place =>
        {
            int before = bindings.Count;
            object? value = find(place);
            string name = NameOf(place);
            if (ListOf(value) is not { } list)
            {
                bindings.Add(SnowflakeEncoding.Encode(value, name));
                return 1;
            }

            bindings.AddRange(list.Select(element => SnowflakeEncoding.Encode(element, name)));
            return bindings.Count > before
                ? bindings.Count - before
                : throw new ArgumentException($"The parameter '{name}' is an empty list, which SQL has not.", nameof(find));
        });
        return new SnowflakeStatement(sql, bindings);
    }

    private static SnowflakeStatement FillRows(SqlPlaces places, IReadOnlyList<Func<SqlPlace, object?>> rows)
    {
        if (places.Found.Count == 0)
        {
            throw new ArgumentException("The operation has no place for a parameter, and there are sets of them.", nameof(places));
        }

        List<SnowflakeBinding> bindings = [];
        string sql = places.Write(place =>
        {
            string name = NameOf(place);
            bindings.Add(Column([.. rows.Select(row => SnowflakeEncoding.Encode(row(place), name))], name));
            return 1;
        });
        return new SnowflakeStatement(sql, bindings);
    }

    // What is null is of any type; whole numbers and such of floating point are both taken as texts.
    private static SnowflakeBinding Column(IReadOnlyList<SnowflakeBinding> values, string name)
    {
        string[] types = [.. values.Where(static value => value.Value is not null).Select(static value => value.Type).Distinct(StringComparer.Ordinal)];
        string type = types switch
        {
            [] => values[0].Type,
            [string one] => one,
            _ when types.All(static one => one is "FIXED" or "REAL" or "TEXT") => "TEXT",
            _ => throw new ArgumentException($"The parameter '{name}' is of different types in the sets: {string.Join(", ", types)}.", nameof(values)),
        };
        return new SnowflakeBinding(type, null) { Rows = [.. values.Select(static value => value.Value)] };
    }

    private static void Check(SqlPlaces places, int count)
    {
        int wanted = places.Found.Count == 0 ? 0 : places.Found.Max(static place => place.Index) + 1;
        if (wanted != count)
        {
            throw new ArgumentException($"The operation has {wanted} places for parameters, and there are {count} of these.", nameof(count));
        }
    }

    private static object? Named(IReadOnlyDictionary<string, object?> parameters, string name) =>
        (parameters ?? throw new ArgumentNullException(nameof(parameters), "A set of parameters is null.")).TryGetValue(name, out object? value)
            ? value
            : throw new ArgumentException($"The operation has a place for '{name}', and there is no such parameter.", nameof(parameters));

    private static IEnumerable<object?>? ListOf(object? value) =>
        value is IEnumerable list and not (string or byte[] or JsonNode) ? list.Cast<object?>() : null;

    private static string NameOf(SqlPlace place) => place.Name.Length > 0 ? place.Name : $"{place.Index + 1}";
}

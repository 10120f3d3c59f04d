using System.Data.Common;
using Dapper;

namespace Prefect.Sql;

/// <summary>Makes rows of what a reader is on.</summary>
internal static class SqlRows
{
    public static Func<DbDataReader, object?[]> Arrays { get; } = Array;

    public static object?[] Array(DbDataReader reader)
    {
        object?[] values = new object?[reader.FieldCount];
        reader.GetValues(values!);
        for (int index = 0; index < values.Length; index++)
        {
            if (values[index] is DBNull)
            {
                values[index] = null;
            }
        }

        return values;
    }

    /// <summary>Gives what makes rows of a type: arrays, dictionaries by the names of columns, single values, and whatever Dapper makes.</summary>
    public static Func<DbDataReader, T> Parser<T>(DbDataReader reader)
    {
        if (typeof(T) == typeof(object?[]))
        {
            return (Func<DbDataReader, T>)(object)Arrays;
        }

        if (typeof(T).IsAssignableFrom(typeof(Dictionary<string, object?>)) && typeof(T) != typeof(object))
        {
            return row => (T)(object)Dictionary(row);
        }

        return SqlValues.IsSingle(typeof(T)) ? SqlValues.Read<T> : reader.GetRowParser<T>();
    }

    // Of columns with one name, the last one counts, as in Python's dictionaries.
    private static Dictionary<string, object?> Dictionary(DbDataReader reader)
    {
        Dictionary<string, object?> row = new(reader.FieldCount, StringComparer.Ordinal);
        for (int index = 0; index < reader.FieldCount; index++)
        {
            row[reader.GetName(index)] = reader.IsDBNull(index) ? null : reader.GetValue(index);
        }

        return row;
    }
}

using System.Data.Common;
using System.Globalization;

namespace Prefect.Sql;

/// <summary>Reads the first column of a row as a value.</summary>
internal static class SqlValues
{
    private static readonly HashSet<Type> s_singles =
    [
        typeof(string), typeof(byte[]), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
    ];

    public static bool IsSingle(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || s_singles.Contains(plain);
    }

    /// <exception cref="InvalidCastException">The value is none of the type, and cannot be made one.</exception>
    public static T Read<T>(DbDataReader reader)
    {
        if (reader.IsDBNull(0))
        {
            return default(T) is null
                ? default!
                : throw new InvalidCastException($"The value of the column '{reader.GetName(0)}' is null, which is no {typeof(T).Name}: ask for {typeof(T).Name}?.");
        }

        Type plain = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return reader.GetValue(0) switch
        {
            T value => value,
            IConvertible value when typeof(IConvertible).IsAssignableFrom(plain) => (T)Convert.ChangeType(value, plain, CultureInfo.InvariantCulture),
            _ => reader.GetFieldValue<T>(0),
        };
    }
}

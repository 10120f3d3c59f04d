using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Prefect.Sql;

/// <summary>Gives values of parameters to commands, in the types that the providers take.</summary>
internal static class SqlBinding
{
    /// <summary>Adds a statement's values to a command.</summary>
    public static void Bind(Func<DbParameter> create, DbParameterCollection parameters, SqlDriver driver, IEnumerable<object?> values)
    {
        int index = 0;
        foreach (object? value in values)
        {
            DbParameter parameter = create();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{index++}");
            Give(parameter, driver.Kind, value);
            parameters.Add(parameter);
        }
    }

    /// <summary>The caller's mistake where a provider could not send a value; null for every other error.</summary>
    public static SqlParameterException? Refused(Exception exception, SqlText text) =>
        text.Parameters.Length > 0 && exception is InvalidCastException or NotSupportedException or (InvalidOperationException and not ObjectDisposedException)
            ? new SqlParameterException($"A value for one of the parameters is of a type that the database's provider does not take. {exception.Message}", exception)
            : null;

    private static void Give(DbParameter parameter, DriverKind kind, object? value)
    {
        object given = value switch
        {
            null => DBNull.Value,
            Enum member => Convert.ChangeType(member, Enum.GetUnderlyingType(member.GetType()), CultureInfo.InvariantCulture),
            char character => character.ToString(),
            Uri address => address.OriginalString,
            _ => value,
        };
        parameter.Value = kind switch
        {
            // The type for a moment is one that has no time zone: it wants to be told the moment itself.
            DriverKind.Npgsql when given is DateTimeOffset moment => moment.ToUniversalTime(),
            DriverKind.SqlClient when given is DateOnly date => date.ToDateTime(TimeOnly.MinValue),
            DriverKind.SqlClient when given is TimeOnly time => time.ToTimeSpan(),
            _ => given,
        };

        // The server finds out what a text is, as it does for Python's drivers: a date or a number may be written as one.
        if (parameter is NpgsqlParameter unknown && given is string)
        {
            unknown.NpgsqlDbType = NpgsqlDbType.Unknown;
        }
    }
}

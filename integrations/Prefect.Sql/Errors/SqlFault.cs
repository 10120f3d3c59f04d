using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Prefect.Http;

namespace Prefect.Sql;

/// <summary>What can be told from an exception of the providers.</summary>
internal static class SqlFault
{
    // SQL Server: timeout, deadlock, the database is moved or busy, a broken connection.
    private static readonly HashSet<int> s_transientNumbers = [-2, 20, 64, 233, 1205, 4060, 4221, 10053, 10054, 10060, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920];

    public static ServiceFault Of(Exception exception) => exception switch
    {
        SqliteException sqlite => new(null, Code("SQLITE", sqlite.SqliteErrorCode), null, sqlite.SqliteErrorCode is 5 or 6),
        SqlException server => new(null, Code("MSSQL", server.Number), null, s_transientNumbers.Contains(server.Number)),
        DbException { SqlState: { Length: > 0 } state } database => new(null, state, null, database.IsTransient),
        DbException database => new(null, null, null, database.IsTransient || ServiceFault.IsTransport(database.InnerException)),
        _ => ServiceFault.IsTransport(exception) ? ServiceFault.Unanswered : ServiceFault.Unknown,
    };

    /// <summary>Whether an exception tells of the database or the way to it, as opposed to a mistake of the caller's.</summary>
    public static bool IsOfDatabase(Exception exception) =>
        exception is DbException or SocketException or TimeoutException or IOException or AuthenticationException or OperationCanceledException;

    private static string Code(string system, int number) => string.Create(CultureInfo.InvariantCulture, $"{system}-{number}");
}

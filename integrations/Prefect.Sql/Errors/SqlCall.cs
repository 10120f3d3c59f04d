using System.Data.Common;
using Npgsql;
using Prefect.Http;

namespace Prefect.Sql;

/// <summary>Carries out one operation: traced, measured, and with errors in the words of this package.</summary>
internal static class SqlCall
{
    /// <exception cref="SqlDatabaseException">The database refused the operation, or could not be reached.</exception>
    public static Task<T> RunAsync<T>(
        SqlTarget target, string method, string attempt, SqlExecutionOptions options, Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken) =>
        SqlTelemetry.Calls.RunAsync(
            new ServiceOperation(target.Driver.Dialect.Name, method, attempt, target.Address)
            {
                Tags =
                [
                    new("db.system.name", target.Driver.Dialect.Name),
                    new("db.operation.name", method),
                    new("prefect.sql.logging_token", options.LoggingToken),
                ],
            },
            token => CancellablyAsync(run, token),
            exception => SqlFault.IsOfDatabase(exception) ? Describe(target, attempt, exception) : null,
            cancellationToken);

    public static SqlDatabaseException Describe(SqlTarget target, string attempt, Exception exception)
    {
        ServiceFault fault = SqlFault.Of(exception);
        string code = fault.ErrorCode is null ? "" : $"{fault.ErrorCode}. ";
        return new SqlDatabaseException(
            $"Could not {attempt} '{target.Address}': {code}{fault.Describe(Told(exception))} {SqlAdvice.For(fault, exception)}",
            fault,
            exception);
    }

    // A provider may say in its own way that it was cancelled.
    private static async Task<T> CancellablyAsync<T>(Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && SqlFault.IsOfDatabase(exception))
        {
            throw new OperationCanceledException(null, exception, cancellationToken);
        }
    }

    private static string Told(Exception exception) => exception switch
    {
        // Its own message begins with the code, and may go on with the statement.
        PostgresException { Hint: { Length: > 0 } hint } postgres => $"{postgres.MessageText}. {hint}",
        PostgresException postgres => postgres.MessageText,
        DbException { InnerException: { } cause } and not Microsoft.Data.SqlClient.SqlException => $"{exception.Message.TrimEnd('.')}: {cause.Message}",
        _ => exception.Message,
    };
}

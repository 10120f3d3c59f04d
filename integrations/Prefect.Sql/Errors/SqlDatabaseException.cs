using Prefect.Http;

namespace Prefect.Sql;

/// <summary>
/// A database refused an operation, or could not be reached. <see cref="ServiceException.ErrorCode"/> is the SQLSTATE where the database has
/// one, else its own code.
/// </summary>
public sealed class SqlDatabaseException : ServiceException
{
    internal SqlDatabaseException(string message, ServiceFault fault, Exception? innerException)
        : base(message, fault, innerException)
    {
    }
}

using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Snowflake refused a request, or could not be reached.</summary>
public sealed class SnowflakeException : ServiceException
{
    internal SnowflakeException(string message, ServiceFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }

    /// <summary>The service's id of the statement, by which its history knows it; null where no statement was run.</summary>
    public string? QueryId { get; internal init; }

    /// <summary>State of SQL, such as <c>42S02</c>; null where the service gave none.</summary>
    public string? SqlState { get; internal init; }
}

using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Snowflake refused a request, or could not be reached.</summary>
public sealed class SnowflakeException : ServiceException
{
    internal SnowflakeException(string message, ServiceFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }

    /// <summary>Id of the query that failed; null when there was none.</summary>
    public string? QueryId { get; internal init; }

    /// <summary>State of the standard, such as <c>42S02</c> for a table that is not there; null when Snowflake gave none.</summary>
    public string? SqlState { get; internal init; }
}

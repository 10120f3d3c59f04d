using System.Net;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Exceptions for what the service answers, whose status says nothing: it is 200.</summary>
internal static class SnowflakeErrors
{
    /// <summary>The service refused a statement, or whatever else was asked of it.</summary>
    /// <param name="attempt">What was tried, to follow "Could not".</param>
    /// <param name="answer">What it answered.</param>
    /// <param name="queryId">The statement, where the answer does not say it.</param>
    public static SnowflakeException Refused(string attempt, SnowflakeAnswer answer, string? queryId = null) => Failed(
        attempt,
        SnowflakeAnswer.Text(answer.Data, "errorCode") ?? answer.Code,
        answer.Message ?? SnowflakeAnswer.Text(answer.Data, "errorMessage"),
        SnowflakeAnswer.Text(answer.Data, "sqlState"),
        SnowflakeAnswer.Text(answer.Data, "queryId") ?? queryId);

    /// <summary>A statement failed.</summary>
    public static SnowflakeException Failed(string attempt, string? code, string? message, string? sqlState, string? queryId)
    {
        ServiceFault fault = new(HttpStatusCode.OK, code, queryId, IsTransient: false);
        string said = string.IsNullOrWhiteSpace(message) ? "The service does not say why." : message;
        string head = (code, sqlState) switch
        {
            (null, null) => "",
            (null, _) => $"{sqlState}. ",
            (_, null) => $"{code}. ",
            _ => $"{code} ({sqlState}). ",
        };
        string tail = queryId is null ? "" : $" Its id is {queryId}.";
        return new SnowflakeException($"Could not {attempt}: {head}{ServiceFault.Unknown.Describe(said)}{tail}", fault) { QueryId = queryId, SqlState = sqlState };
    }

    /// <summary>What came back cannot be read.</summary>
    public static SnowflakeException Unreadable(string queryId, Exception exception) => new(
        $"Could not read a row of the query '{queryId}': {exception.Message}", new ServiceFault(HttpStatusCode.OK, "invalidRow", queryId, IsTransient: false), exception)
    {
        QueryId = queryId,
    };

    /// <summary>The same failure, in other words.</summary>
    public static SnowflakeException Again(string message, SnowflakeException exception) =>
        new(message, exception.Fault, exception) { QueryId = exception.QueryId, SqlState = exception.SqlState };
}

using System.Net;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Makes the exception of an answer that says no.</summary>
internal static class SnowflakeFailure
{
    public static SnowflakeException Of(ServiceOperation operation, SnowflakeAnswer answer)
    {
        ServiceFault fault = new(HttpStatusCode.OK, answer.Code, null, IsTransient: false) { WasNotCarriedOut = true };
        string told = Sentence(answer.Message);
        string said = answer.Code is { } code ? $"{code}. {told}" : told;
        return new SnowflakeException($"Could not {operation}: {said} {SnowflakeDialect.Instance.Advise(fault)}", fault) { SqlState = SnowflakeAnswer.Text(answer.Data, "sqlState") };
    }

    private static string Sentence(string? message)
    {
        string line = message?.ReplaceLineEndings(" ").Trim() is { Length: > 0 } text ? text : "The service says no more.";
        line = line.Length > 500 ? line[..500] + "…" : line;
        return line[^1] is '.' or '!' or '?' or '…' ? line : line + ".";
    }
}

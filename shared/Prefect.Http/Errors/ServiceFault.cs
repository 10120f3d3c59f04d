using System.Net;
using System.Net.Sockets;

namespace Prefect.Http;

/// <summary>What can be told of a request that failed.</summary>
/// <param name="StatusCode">Status of the answer; null when there was none.</param>
/// <param name="ErrorCode">The service's own code; null when it gave none.</param>
/// <param name="RequestId">The service's id of the request; null when it gave none.</param>
/// <param name="IsTransient">Whether the same request may succeed later: the service was busy or broken, or the connection was.</param>
public sealed record ServiceFault(HttpStatusCode? StatusCode, string? ErrorCode, string? RequestId, bool IsTransient)
{
    /// <summary>Nothing is known but that it failed, and that trying again is of no use.</summary>
    public static ServiceFault Unknown { get; } = new(null, null, null, IsTransient: false);

    /// <summary>There was no answer, or none that could be read to its end: trying again may help.</summary>
    public static ServiceFault Unanswered { get; } = new(null, null, null, IsTransient: true);

    /// <summary>How long the service asks to be left alone; null when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it is sure that the service did nothing of what was asked: it refused, or was never reached. Default: it is not.</summary>
    public bool WasNotCarriedOut { get; init; }

    /// <summary>Whether a status means that the same request may succeed later: 408, 429, and 500 and above.</summary>
    /// <param name="status">The status.</param>
    public static bool IsTransientStatus(HttpStatusCode status) => (int)status is 408 or 429 or >= 500;

    /// <summary>Whether the connection failed or stalled, as opposed to an answer that nobody wants.</summary>
    /// <param name="exception">What was thrown, with what is inside of it; null is nothing.</param>
    public static bool IsTransport(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is HttpRequestException or IOException or TimeoutException or OperationCanceledException or SocketException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Says what came back in a sentence or two: code, status and the service's own words, of which at most 500 characters.</summary>
    /// <param name="text">The service's words, or those of the exception where there was no answer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public string Describe(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string sentence = Sentence(text);
        return this switch
        {
            { StatusCode: { } status, ErrorCode: { } code } => $"{code} ({(int)status}). {sentence}",
            { StatusCode: { } status } => $"{(int)status}. {sentence}",
            _ => sentence,
        };
    }

    private static string Sentence(string text)
    {
        string line = text.ReplaceLineEndings(" ").Trim();
        line = line.Length > 500 ? line[..500] + "…" : line;
        return line.Length == 0 || line[^1] is '.' or '!' or '?' ? line : line + ".";
    }
}

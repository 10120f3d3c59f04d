using System.Net;
using System.Text;

namespace Prefect.Testing;

/// <summary>Something that goes wrong with one request on its way through a <see cref="FaultProxy"/>.</summary>
public abstract record Fault
{
    private protected Fault()
    {
    }

    /// <summary>Resets the connection as soon as the request's head has come in; the target never hears of it.</summary>
    public static Fault Reset() => new ResetFault(0);

    /// <summary>Resets the connection in the middle of an upload; the target never hears of it.</summary>
    /// <param name="bytes">How much of the request's body is taken first; with a shorter body, all of it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Fault ResetUploadAfter(long bytes) => new ResetFault(NotNegative(bytes));

    /// <summary>Lets the target do its work, then resets the connection instead of answering: the caller cannot know what happened.</summary>
    public static Fault LoseAnswer() => new LostAnswerFault();

    /// <summary>Resets the connection in the middle of the answer's body.</summary>
    /// <param name="bytes">How much of the body arrives; never all of it, for an answer without a body not even the whole head.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Fault ResetAfter(long bytes) => new CutFault(NotNegative(bytes), Cut.Reset);

    /// <summary>Falls silent in the middle of the answer's body, with the connection open until the caller closes it.</summary>
    /// <param name="bytes">How much of the body arrives; never all of it, for an answer without a body not even the whole head.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Fault StallAfter(long bytes) => new CutFault(NotNegative(bytes), Cut.Stall);

    /// <summary>Closes the connection in good order in the middle of the answer's body, which is shorter than its head said.</summary>
    /// <param name="bytes">How much of the body arrives; never all of it, for an answer without a body not even the whole head.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Fault TruncateAfter(long bytes) => new CutFault(NotNegative(bytes), Cut.Close);

    /// <summary>Takes the request and never answers, with the connection open until the caller closes it; the target never hears of it.</summary>
    public static Fault NeverAnswer() => new SilenceFault();

    /// <summary>Answers in the target's place, which never hears of the request.</summary>
    /// <param name="status">Status of the answer.</param>
    /// <param name="body">Body of the answer, sent as UTF-8.</param>
    /// <param name="contentType">Kind of the body.</param>
    /// <param name="headers">Further headers, <c>Retry-After</c> for one.</param>
    public static Fault Answer(
        HttpStatusCode status,
        string body = "",
        string contentType = "text/plain; charset=utf-8",
        params IReadOnlyCollection<(string Name, string Value)> headers) =>
        new AnswerFault((int)status, Encoding.UTF8.GetBytes(body), contentType, headers);

    /// <summary>Answers 503 with a page as load balancers send it.</summary>
    public static Fault HtmlUnavailable() => Answer(
        HttpStatusCode.ServiceUnavailable,
        "<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503</h1></body></html>",
        "text/html");

    /// <summary>Answers 500 with an error document of Amazon S3.</summary>
    public static Fault XmlInternalError() => Answer(
        HttpStatusCode.InternalServerError,
        """<?xml version="1.0" encoding="UTF-8"?><Error><Code>InternalError</Code><Message>Please try again.</Message><RequestId>0000</RequestId></Error>""",
        "application/xml");

    /// <summary>Answers 429 and asks to wait.</summary>
    /// <param name="retryAfterSeconds">Seconds to wait, as <c>Retry-After</c> says them.</param>
    public static Fault TooManyRequests(int retryAfterSeconds = 1) => Answer(
        HttpStatusCode.TooManyRequests,
        """{"error":"too many requests"}""",
        "application/json",
        ("Retry-After", NotNegative(retryAfterSeconds).ToString("D")));

    /// <summary>Passes the request on after a while; nothing else goes wrong.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public static Fault Delay(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return new DelayFault(time);
    }

    /// <summary>Passes the answer on drop by drop.</summary>
    /// <param name="bytes">Size of a drop, at least 1.</param>
    /// <param name="pause">Time between two drops.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive, or the time negative.</exception>
    public static Fault Drip(int bytes, TimeSpan pause)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(pause, TimeSpan.Zero);
        return new DripFault(bytes, pause);
    }

    internal abstract Task ApplyAsync(ProxiedExchange exchange, CancellationToken cancellationToken);

    private static long NotNegative(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return number;
    }
}

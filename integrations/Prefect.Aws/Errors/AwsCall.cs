using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;

namespace Prefect.Aws;

/// <summary>Sends one request: traced, measured, and with errors in the words of this package.</summary>
internal static class AwsCall
{
    public const string NoAnswer = "there was no answer in time.";

    // The SDK's credentials know no cancellation.
    private static readonly AsyncLocal<CancellationToken> s_cancellation = new();

    /// <summary>Ends the request that is being sent here.</summary>
    public static CancellationToken Cancellation => s_cancellation.Value;

    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public static async Task<T> RunAsync<T>(
        AwsOperation operation, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        s_cancellation.Value = cancellationToken;
        using Activity? activity = AwsTelemetry.Start(operation);
        long start = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            return await send(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            error = "cancelled";
            throw;
        }
        catch (Exception exception) when (IsOfService(exception))
        {
            AwsException described = Describe(exception, operation);
            error = described.ErrorCode ?? exception.GetType().Name;
            AwsTelemetry.Fail(activity, described);
            throw described;
        }
        finally
        {
            AwsTelemetry.Measure(operation, Stopwatch.GetElapsedTime(start), error);
        }
    }

    /// <summary>Puts an exception of the SDK, or of the connection below it, in the words of this package.</summary>
    public static AwsException Describe(Exception exception, AwsOperation operation)
    {
        AwsFault fault = AwsFault.Of(exception);
        return new AwsException($"Could not {operation}: {Answer(fault, exception)} {AwsAdvice.For(fault, exception)}", fault, exception);
    }

    // The SDK takes the exception of a broken connection out of HttpClient's. One of a local file has no socket in it.
    public static bool IsOfService(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException or OperationCanceledException
        or HttpIOException or WebException or IOException { InnerException: SocketException };

    public static string Answer(AwsFault fault, Exception exception)
    {
        string text = Sentence(exception is AmazonUnmarshallingException ? "The answer is none that this service gives." : Innermost(exception));
        return fault switch
        {
            { StatusCode: { } status, ErrorCode: { } code } => $"{code} ({(int)status}). {text}",
            { StatusCode: { } status } => $"{(int)status}. {text}",
            _ when Timeout(exception) => NoAnswer,
            _ => text,
        };
    }

    private static bool Timeout([NotNullWhen(true)] Exception? exception) =>
        exception is not null && (exception is TimeoutException or OperationCanceledException || Timeout(exception.InnerException));

    // The SDK wraps a broken connection in sentences of its own; what happened stands innermost.
    private static string Innermost(Exception exception) =>
        exception is AmazonServiceException service && (int)service.StatusCode != 0 ? exception.Message : exception.GetBaseException().Message;

    private static string Sentence(string text)
    {
        string line = text.ReplaceLineEndings(" ").Trim();
        line = line.Length > 500 ? line[..500] + "…" : line;
        return line.Length == 0 || line[^1] is '.' or '!' or '?' ? line : line + ".";
    }
}

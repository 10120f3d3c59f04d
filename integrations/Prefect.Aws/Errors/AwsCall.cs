using System.Diagnostics.CodeAnalysis;
using System.Net;
using Amazon.Runtime;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Sends one request: traced, measured, and with errors in the words of this package.</summary>
internal static class AwsCall
{
    public const string NoAnswer = "there was no answer in time.";

    // COR_E_IO.
    private const int GeneralInputOutput = unchecked((int)0x80131620);

    // What notices a cancellation does so within this.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public static Task<T> RunAsync<T>(
        AwsOperation operation, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken) =>
        AwsTelemetry.Calls.RunAsync(
            operation.Traced,
            token => EndAsync(send(token), token),
            exception => IsOfService(exception) ? Describe(exception, operation) : null,
            cancellationToken);

    /// <summary>Puts an exception of the SDK, or of the connection below it, in the words of this package.</summary>
    public static AwsException Describe(Exception exception, AwsOperation operation)
    {
        ServiceFault fault = AwsFault.Of(exception);
        return new AwsException($"Could not {operation}: {Answer(fault, exception)} {AwsAdvice.For(fault, exception)}", fault, exception);
    }

    // The SDK takes the exception of a broken connection out of HttpClient's. One of a local file has the system's code instead.
    public static bool IsOfService(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException or OperationCanceledException
        or HttpIOException or WebException or IOException { HResult: GeneralInputOutput };

    // The SDK looks for credentials, a role's for one, without the caller's token. What it is in the middle of then ends unseen.
    private static async Task<T> EndAsync<T>(Task<T> sending, CancellationToken cancellationToken)
    {
        try
        {
            return await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !sending.IsCompleted)
        {
            if (await Task.WhenAny(sending, Task.Delay(s_patience, CancellationToken.None)).ConfigureAwait(false) == sending)
            {
                return await sending.ConfigureAwait(false);
            }

            _ = LetGoAsync(sending);
            throw;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Nobody waits for this any more.")]
    private static async Task LetGoAsync<T>(Task<T> sending)
    {
        try
        {
            (await sending.ConfigureAwait(false) as IDisposable)?.Dispose();
        }
        catch (Exception)
        {
            // The caller has been told that it was cancelled.
        }
    }

    public static string Answer(ServiceFault fault, Exception exception) =>
        fault.StatusCode is null && Timeout(exception) ? NoAnswer
        : fault.Describe(exception is AmazonUnmarshallingException ? "The answer is none that this service gives." : Innermost(exception));

    private static bool Timeout([NotNullWhen(true)] Exception? exception) =>
        exception is not null && (exception is TimeoutException or OperationCanceledException || Timeout(exception.InnerException));

    // The SDK wraps a broken connection in sentences of its own; what happened stands innermost.
    private static string Innermost(Exception exception) =>
        exception is AmazonServiceException service && (int)service.StatusCode != 0 ? exception.Message : exception.GetBaseException().Message;
}

using System.Xml;
using Azure;
using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Sends one request: traced, measured, and with errors in the words of this package.</summary>
internal static class AzureCall
{
    /// <exception cref="AzureException">The service refused the request or could not be reached.</exception>
    public static Task<T> RunAsync<T>(
        AzureOperation operation, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken) =>
        AzureTelemetry.Calls.RunAsync(
            operation.Traced,
            token => CancellablyAsync(send, token),
            exception => IsOfService(exception) && !(operation.Service.WritesFiles && IsLocal(exception)) ? Describe(exception, operation) : null,
            cancellationToken);

    /// <summary>Puts an exception of the vendor's packages, or of the connection below them, in the words of this package.</summary>
    public static AzureException Describe(Exception exception, AzureOperation operation)
    {
        ServiceFault fault = AzureFault.Of(exception);
        return new AzureException($"Could not {operation}: {Answer(fault, exception)} {AzureAdvice.For(fault, exception)}", fault, exception);
    }

    public static bool IsOfService(Exception exception) => exception switch
    {
        RequestFailedException or AuthenticationFailedException or CosmosException => true,
        HttpRequestException or TimeoutException or OperationCanceledException or IOException or XmlException => true,
        AggregateException many => many.Flatten().InnerExceptions.All(IsOfService),
        _ => false,
    };

    private static bool IsLocal(Exception exception) => exception is IOException and not HttpIOException;

    /// <summary>What stands for an exception: of several attempts, the last one.</summary>
    public static Exception Root(Exception exception) =>
        exception is AggregateException many && many.Flatten().InnerExceptions is { Count: > 0 } attempts ? attempts[^1] : exception;

    private static async Task<T> CancellablyAsync<T>(Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await send(cancellationToken).ConfigureAwait(false);
        }
        catch (AggregateException exception) when (cancellationToken.IsCancellationRequested && Root(exception) is OperationCanceledException)
        {
            throw new OperationCanceledException(null, exception, cancellationToken);
        }
    }

    private static string Answer(ServiceFault fault, Exception exception) =>
        fault.StatusCode is null && IsTimeout(exception) ? "there was no answer in time." : fault.Describe(Told(Root(exception)));

    // The text of the vendor's exceptions goes on with the request's headers and the whole body.
    private static string Told(Exception exception) => exception switch
    {
        // What the sign-in answered stands innermost, where the outer text breaks off before it.
        AuthenticationFailedException when exception.Message.AsSpan().TrimEnd().EndsWith(":") => $"{exception.Message.TrimEnd()} {exception.GetBaseException().Message}",
        RequestFailedException { Status: > 0 } answer => FirstParagraph(answer.Message),
        CosmosException answer => FirstParagraph(CosmosAnswer.Of(answer).Text),
        AuthenticationFailedException => exception.Message,
        XmlException => "the answer is none that this service gives.",
        _ => exception.GetBaseException().Message,
    };

    private static string FirstParagraph(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', lines.TakeWhile(static line => !IsDetail(line)));
    }

    private static bool IsDetail(string line) =>
        line.StartsWith("Status:", StringComparison.Ordinal)
        || line.StartsWith("ActivityId:", StringComparison.Ordinal)
        || line.StartsWith("RequestStartTime:", StringComparison.Ordinal)
        || line.StartsWith("RequestId:", StringComparison.Ordinal)
        || line.StartsWith("Content:", StringComparison.Ordinal)
        || line.StartsWith("Headers:", StringComparison.Ordinal);

    private static bool IsTimeout(Exception? exception) =>
        exception is not null && (Root(exception) is TimeoutException or OperationCanceledException || IsTimeout(Root(exception).InnerException));
}

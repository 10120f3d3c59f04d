using System.Diagnostics;
using System.Xml;
using Azure;
using Azure.Identity;
using Microsoft.Azure.Cosmos;

namespace Prefect.Azure;

/// <summary>Sends one request: traced, measured, and with errors in the words of this package.</summary>
internal static class AzureCall
{
    /// <exception cref="AzureException">The service refused the request or could not be reached.</exception>
    public static async Task<T> RunAsync<T>(
        AzureOperation operation, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Activity? activity = AzureTelemetry.Start(operation);
        long start = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            return await send(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && Root(exception) is OperationCanceledException)
        {
            error = "cancelled";
            throw new OperationCanceledException(null, exception, cancellationToken);
        }
        catch (AzureException exception)
        {
            error = exception.ErrorCode ?? nameof(AzureException);
            AzureTelemetry.Fail(activity, exception);
            throw;
        }
        catch (Exception exception) when (IsOfService(exception) && !(operation.Service.WritesFiles && IsLocal(exception)))
        {
            AzureException described = Describe(exception, operation);
            error = described.ErrorCode ?? Root(exception).GetType().Name;
            AzureTelemetry.Fail(activity, described);
            throw described;
        }
        finally
        {
            AzureTelemetry.Measure(operation, Stopwatch.GetElapsedTime(start), error);
        }
    }

    /// <summary>Puts an exception of the vendor's packages, or of the connection below them, in the words of this package.</summary>
    public static AzureException Describe(Exception exception, AzureOperation operation)
    {
        AzureFault fault = AzureFault.Of(exception);
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

    private static string Answer(AzureFault fault, Exception exception)
    {
        string text = Sentence(Told(Root(exception)));
        return fault switch
        {
            { StatusCode: { } status, ErrorCode: { } code } => $"{code} ({(int)status}). {text}",
            { StatusCode: { } status } => $"{(int)status}. {text}",
            _ when IsTimeout(exception) => "there was no answer in time.",
            _ => text,
        };
    }

    // The text of the vendor's exceptions goes on with the request's headers and the whole body.
    private static string Told(Exception exception) => exception switch
    {
        AuthenticationFailedException failure => SignInAnswer.Text(failure),
        RequestFailedException { Status: > 0 } answer => FirstParagraph(answer.Message),
        CosmosException answer => FirstParagraph(CosmosAnswer.Of(answer).Text),
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

    private static string Sentence(string text)
    {
        string line = text.ReplaceLineEndings(" ").Trim();
        line = line.Length > 500 ? line[..500] + "…" : line;
        return line.Length == 0 || line[^1] is '.' or '!' or '?' ? line : line + ".";
    }
}

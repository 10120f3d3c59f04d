using System.Diagnostics;
using System.Text.Json;
using Google.Apis.Auth.OAuth2.Responses;

namespace Prefect.Gcp;

/// <summary>Carries out one operation: traced, measured, and with errors in the words of this package.</summary>
internal static class GcpCall
{
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public static async Task<T> RunAsync<T>(
        GcpOperation operation, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Activity? activity = GcpTelemetry.Start(operation);
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
        catch (GcpException exception)
        {
            error = exception.ErrorCode ?? nameof(GcpException);
            GcpTelemetry.Fail(activity, exception);
            throw;
        }
        catch (Exception exception) when (IsOfService(exception) && !(operation.WritesFiles && IsLocal(exception)))
        {
            GcpException described = Describe(exception, operation);
            error = described.ErrorCode ?? Root(exception).GetType().Name;
            GcpTelemetry.Fail(activity, described);
            throw described;
        }
        finally
        {
            GcpTelemetry.Measure(operation, Stopwatch.GetElapsedTime(start), error);
        }
    }

    /// <summary>Puts an exception of the vendor's packages, or of the connection below them, in the words of this package.</summary>
    public static GcpException Describe(Exception exception, GcpOperation operation)
    {
        GcpFault fault = GcpFault.Of(exception);
        return new GcpException($"Could not {operation}: {Answer(fault, exception)} {GcpAdvice.For(fault, exception)}", fault, exception);
    }

    public static bool IsOfService(Exception exception) => exception switch
    {
        GoogleRefusal or TokenResponseException => true,
        HttpRequestException or TimeoutException or OperationCanceledException or IOException or JsonException => true,
        AggregateException many => many.Flatten().InnerExceptions.All(IsOfService),
        _ => false,
    };

    private static bool IsLocal(Exception exception) => exception is IOException and not HttpIOException;

    /// <summary>What stands for an exception: of several attempts, the last one.</summary>
    public static Exception Root(Exception exception) =>
        exception is AggregateException many && many.Flatten().InnerExceptions is { Count: > 0 } attempts ? attempts[^1] : exception;

    private static string Answer(GcpFault fault, Exception exception)
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

    private static string Told(Exception exception) => exception switch
    {
        GoogleRefusal refusal => refusal.Message,
        TokenResponseException token => $"Signing in failed: {token.Error?.ErrorDescription ?? token.Error?.Error ?? token.Message}",
        JsonException => "The answer is none that this service gives.",
        _ => exception.GetBaseException().Message,
    };

    private static bool IsTimeout(Exception? exception) =>
        exception is not null && (Root(exception) is TimeoutException or OperationCanceledException || IsTimeout(Root(exception).InnerException));

    private static string Sentence(string text)
    {
        string line = text.ReplaceLineEndings(" ").Trim();
        line = line.Length > 500 ? line[..500] + "…" : line;
        return line.Length == 0 || line[^1] is '.' or '!' or '?' ? line : line + ".";
    }
}

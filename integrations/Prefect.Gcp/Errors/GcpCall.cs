using System.Text.Json;
using Google;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Carries out one operation: traced, measured, and with errors in the words of this package.</summary>
internal static class GcpCall
{
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public static Task<T> RunAsync<T>(
        GcpOperation operation, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken) =>
        GcpTelemetry.Calls.RunAsync(
            operation.Traced,
            token => CancellablyAsync(send, token),
            exception => IsOfService(exception) ? Describe(exception, operation) : null,
            cancellationToken);

    /// <summary>Puts an exception of the vendor's packages, or of the connection below them, in the words of this package.</summary>
    public static GcpException Describe(Exception exception, GcpOperation operation)
    {
        ServiceFault fault = GoogleFault.Of(exception);
        return new GcpException($"Could not {operation}: {Answer(fault, exception)} {GcpAdvice.For(fault, exception)}", fault, exception);
    }

    public static bool IsOfService(Exception exception) => exception switch
    {
        GoogleRefusal or TokenResponseException or GcpSignInFailure => true,
        HttpRequestException or TimeoutException or OperationCanceledException or IOException or JsonException => true,
        AggregateException many => many.Flatten().InnerExceptions.All(IsOfService),
        _ => false,
    };

    /// <summary>Whether an exception tells that no token was to be had. The vendor's package has several for what its own sign-ins answer.</summary>
    public static bool IsOfSignIn(Exception exception) =>
        (IsOfService(exception) && exception is not GcpSignInFailure)
        || exception is SubjectTokenException or GoogleApiException or Newtonsoft.Json.JsonException or InvalidOperationException;

    /// <summary>What stands for an exception: of several attempts, the last one.</summary>
    public static Exception Root(Exception exception) => exception switch
    {
        AggregateException many when many.Flatten().InnerExceptions is { Count: > 0 } attempts => Root(attempts[^1]),
        GcpSignInFailure { InnerException: { } cause } => Root(cause),
        SubjectTokenException { InnerException: { } cause } => Root(cause),
        _ => exception,
    };

    private static async Task<T> CancellablyAsync<T>(Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await send(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && Root(exception) is OperationCanceledException)
        {
            throw new OperationCanceledException(null, exception, cancellationToken);
        }
    }

    private static string Answer(ServiceFault fault, Exception exception)
    {
        string told = Told(Root(exception));
        return fault.StatusCode is null && IsTimeout(exception) ? "there was no answer in time."
            : fault.Describe(exception is GcpSignInFailure ? $"Signing in failed: {told}" : told);
    }

    private static string Told(Exception exception) => exception switch
    {
        GoogleRefusal refusal => refusal.Message,
        TokenResponseException token => token.Error?.ErrorDescription ?? token.Error?.Error ?? token.Message,
        JsonException or Newtonsoft.Json.JsonException => "The answer is none that this service gives.",
        _ => exception.GetBaseException().Message,
    };

    private static bool IsTimeout(Exception? exception) =>
        exception is not null && (Root(exception) is TimeoutException or OperationCanceledException || IsTimeout(Root(exception).InnerException));
}

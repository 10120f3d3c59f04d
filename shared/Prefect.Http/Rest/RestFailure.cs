using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Prefect.Http;

/// <summary>Puts what was thrown in the words of the package.</summary>
internal static class RestFailure
{
    public static bool IsOfService(Exception exception) => exception is not ServiceException && ServiceFault.IsTransport(exception);

    public static ServiceException Describe(Exception exception, ServiceOperation operation, RestDialect dialect, TimeProvider time)
    {
        if (exception is RestRefusal refusal)
        {
            RestComplaint complaint = dialect.Read(refusal.Answer);
            ServiceFault fault = FaultOf(refusal.Answer, complaint, dialect, time);
            return dialect.Refused($"Could not {operation}: {fault.Describe(complaint.Text)} {dialect.Advise(fault, operation)}", fault, refusal.Answer);
        }

        ServiceFault unanswered = FaultOf(exception);
        if (exception is RestSignInFailure failure)
        {
            return dialect.Error($"Could not {operation}: signing in failed. {failure.Message}", unanswered, failure.InnerException);
        }

        string told = IsTimeout(exception) ? "there was no answer in time." : unanswered.Describe(Innermost(exception));
        return dialect.Error($"Could not {operation}: {told} {dialect.Advise(unanswered, operation)}", unanswered, exception);
    }

    public static ServiceFault FaultOf(Exception exception, RestDialect dialect, TimeProvider time) =>
        exception is RestRefusal refusal ? FaultOf(refusal.Answer, dialect.Read(refusal.Answer), dialect, time) : FaultOf(exception);

    private static ServiceFault FaultOf(RestAnswer answer, RestComplaint complaint, RestDialect dialect, TimeProvider time) =>
        new(answer.StatusCode, complaint.Code, complaint.RequestId, dialect.IsTransient(answer, complaint))
        {
            RetryAfter = RetryAfter.Parse(answer.Header(RetryAfter.Name), time),
            WasNotCarriedOut = (int)answer.StatusCode is >= 300 and < 500 and not (int)HttpStatusCode.RequestTimeout,
        };

    private static ServiceFault FaultOf(Exception exception) => exception switch
    {
        RestSignInFailure failure => failure.Fault with { WasNotCarriedOut = true },
        _ when exception.GetBaseException() is AuthenticationException => ServiceFault.Unknown with { WasNotCarriedOut = true },
        _ when WasNotSent(exception) => ServiceFault.Unanswered with { WasNotCarriedOut = true },
        _ => ServiceFault.Unanswered,
    };

    private static bool WasNotSent(Exception exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    private static bool IsTimeout(Exception? exception) =>
        exception is not null && (exception is TimeoutException or OperationCanceledException || IsTimeout(exception.InnerException));

    private static string Innermost(Exception exception) => exception switch
    {
        RestNonsense => exception.Message,
        HttpRequestException { InnerException: null or SocketException } => exception.Message,
        _ => exception.GetBaseException().Message,
    };
}

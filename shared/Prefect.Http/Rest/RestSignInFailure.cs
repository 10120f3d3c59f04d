namespace Prefect.Http;

/// <summary>There was nothing to sign a request in with, so that it was not sent. Signing in repeats its own requests.</summary>
internal sealed class RestSignInFailure(Exception cause) : HttpRequestException(cause.Message, cause)
{
    public ServiceFault Fault => InnerException is ServiceException refused ? refused.Fault : ServiceFault.Unanswered;
}

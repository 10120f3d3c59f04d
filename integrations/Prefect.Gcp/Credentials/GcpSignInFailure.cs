using System.Security.Authentication;

namespace Prefect.Gcp;

/// <summary>No token was to be had, so that the request was not sent.</summary>
internal sealed class GcpSignInFailure(Exception cause) : AuthenticationException(cause.Message, cause);

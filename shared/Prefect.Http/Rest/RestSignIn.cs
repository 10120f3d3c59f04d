using System.Net.Http.Headers;

namespace Prefect.Http;

/// <summary>Signs a request in: gives the value of its header <c>Authorization</c>.</summary>
/// <param name="refused">
/// A value that the service has just answered with 401, so that another is wanted; null at first. Where there is no other, the same is given
/// back.
/// </param>
/// <param name="cancellationToken">Ends the operation.</param>
/// <returns>The value; null for none. Nothing of it is logged.</returns>
public delegate ValueTask<AuthenticationHeaderValue?> RestSignIn(AuthenticationHeaderValue? refused, CancellationToken cancellationToken);

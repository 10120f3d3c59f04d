using System.Net.Http.Headers;
using Google.Apis.Auth.OAuth2;

namespace Prefect.Gcp;

/// <summary>Signs requests in. Who that is, is found out once, by the first request.</summary>
internal sealed class GcpIdentity(Func<CancellationToken, Task<GcpSession>> open)
{
    public const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile GcpSession? _session;

    /// <exception cref="GcpConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public async Task<GcpSession> OpenAsync(CancellationToken cancellationToken)
    {
        if (_session is { } known)
        {
            return known;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _session ??= await open(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Adds the token to a request, renewed if it is about to run out.</summary>
    public async Task AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        GcpSession session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        AccessTokenWithHeaders token = await ((ITokenAccessWithHeaders)session.Credential)
            .GetAccessTokenWithHeadersForRequestAsync(request.RequestUri!.AbsoluteUri, cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
        foreach ((string name, IEnumerable<string> values) in token.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, values);
        }
    }
}

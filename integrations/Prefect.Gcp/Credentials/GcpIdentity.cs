using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using Google.Apis.Auth.OAuth2;

namespace Prefect.Gcp;

/// <summary>Signs requests in. Who that is, is found out once, by the first request.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It is shared, and its semaphores hold no handle that anybody has asked for.")]
internal sealed class GcpIdentity(Func<CancellationToken, Task<GcpSession>> open)
{
    public const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SemaphoreSlim _replacing = new(1, 1);
    private volatile GcpSession? _session;

    /// <summary>Who signs in; null before that was found out.</summary>
    public GcpSession? Session => _session;

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

    /// <summary>Finds out who signs in, for a request that waits for it.</summary>
    /// <exception cref="GcpConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="GcpSignInFailure">The machine was to say so, and could not.</exception>
    public Task<GcpSession> FindAsync(CancellationToken cancellationToken) => TryAsync(Task.FromResult, cancellationToken);

    /// <summary>Adds the token to a request, renewed if it is about to run out.</summary>
    /// <exception cref="GcpSignInFailure">There is no token.</exception>
    public async Task AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AccessTokenWithHeaders token = await TryAsync(session => TokenAsync(session, request.RequestUri!, cancellationToken), cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
        foreach ((string name, IEnumerable<string> values) in token.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>Asks for a new token, whatever is left of the old one.</summary>
    /// <exception cref="GcpSignInFailure">There is no token.</exception>
    public Task<string> MintAsync(CancellationToken cancellationToken) => TryAsync(session => NewAsync(session, cancellationToken), cancellationToken);

    /// <summary>Replaces a token that a service refused. Of many requests that were refused with it, one asks for the new one.</summary>
    /// <returns>Whether there is another one now.</returns>
    public async Task<bool> ReplaceAsync(string? refused, CancellationToken cancellationToken)
    {
        GcpSession session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        if (session.Credential.UnderlyingCredential is not ServiceCredential credential)
        {
            return false;
        }

        await _replacing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return credential.Token?.AccessToken != refused
                || await TryAsync(_ => credential.RequestAccessTokenAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _replacing.Release();
        }
    }

    private static Task<AccessTokenWithHeaders> TokenAsync(GcpSession session, Uri address, CancellationToken cancellationToken) =>
        ((ITokenAccessWithHeaders)session.Credential).GetAccessTokenWithHeadersForRequestAsync(address.AbsoluteUri, cancellationToken);

    private static async Task<string> NewAsync(GcpSession session, CancellationToken cancellationToken)
    {
        // In a universe of their own, service accounts sign their tokens themselves.
        bool isMinted = session.Universe == GoogleEndpoint.PublicUniverse;
        switch (session.Credential.UnderlyingCredential)
        {
            case ServiceCredential service when isMinted && await service.RequestAccessTokenAsync(cancellationToken).ConfigureAwait(false):
                return service.Token.AccessToken;
            case UserCredential person when await person.RefreshTokenAsync(cancellationToken).ConfigureAwait(false):
                return person.Token.AccessToken;
            default:
                return await ((ITokenAccess)session.Credential).GetAccessTokenForRequestAsync(null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> TryAsync<T>(Func<GcpSession, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(await OpenAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception exception) when (GcpCall.IsOfSignIn(exception) && !cancellationToken.IsCancellationRequested)
        {
            // Another key may be in the file by now.
            _session = GoogleFault.Of(exception).IsTransient ? _session : null;
            throw new GcpSignInFailure(exception);
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Prefect.Client;

/// <summary>
/// Keeps the token that a server may want with each changing request, as a proof that no web page forged it. A server that has no
/// such protection is asked only once.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to let go of.")]
internal sealed class CsrfGuard(bool isOn, TimeProvider clock)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _client = Guid.NewGuid().ToString();
    private volatile bool _isOn = isOn;
    private volatile CsrfToken? _token;

    public string Client => _client;

    /// <summary>Gives the token to send, fetching one where there is none or it is too old; null where none is wanted.</summary>
    public async ValueTask<string?> TokenAsync(Func<ApiRequest, CancellationToken, Task<ApiResponse>> send, CancellationToken cancellationToken)
    {
        if (!_isOn)
        {
            return null;
        }

        if (Usable is { } known)
        {
            return known;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return !_isOn ? null : Usable ?? await FetchAsync(send, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Forgets a token that the server refused, unless another took its place by now.</summary>
    public void Forget(string? token)
    {
        if (_token is { } held && held.Token == token)
        {
            _token = null;
        }
    }

    /// <summary>Whether an answer says that the token was not the right one.</summary>
    public static bool Refused(ApiResponse response) =>
        response.Status is HttpStatusCode.Forbidden && ApiText.Holds(response.Body, "Invalid CSRF token"u8);

    private string? Usable => _token is { } token && token.Expiration > clock.GetUtcNow() ? token.Token : null;

    private async Task<string?> FetchAsync(Func<ApiRequest, CancellationToken, Task<ApiResponse>> send, CancellationToken cancellationToken)
    {
        ApiRequest request = new("get a token against forged requests", HttpMethod.Get, "/csrf-token")
        {
            Query = "client=" + _client,
            Expected = [404, 422],
        };
        ApiResponse response = await send(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccess)
        {
            CsrfToken token = ApiText.Read(response, WireJson.Default.CsrfToken, request);
            _token = token;
            return token.Token;
        }

        if (response.Status is not HttpStatusCode.NotFound && !ApiText.Holds(response.Body, "CSRF protection is disabled"u8))
        {
            throw ApiErrors.Refused(request, response);
        }

        _isOn = false;
        return null;
    }
}

using System.Net.Http.Headers;
using Prefect.Blocks;

namespace Prefect.Http;

/// <summary>
/// Keeps the token of a sign-in: asks for it once however many wait for it, and for another before it runs out or when it is refused.
/// What it gives is known to the masker.
/// </summary>
/// <example>
/// <code>
/// RestTokens tokens = new(token => api.SignInAsync(token), time);
/// RestOptions options = new() { Address = address, SignIn = tokens.SignInAsync };
/// </code>
/// </example>
public sealed class RestTokens
{
    private readonly Lock _gate = new();
    private readonly Func<CancellationToken, Task<RestToken>> _ask;
    private readonly TimeProvider _time;
    private readonly TimeSpan _margin;
    private RestToken? _kept;
    private Task<RestToken>? _asking;

    /// <summary>Keeps no token yet.</summary>
    /// <param name="ask">Asks for a token, within a time limit of its own and repeated where that helps.</param>
    /// <param name="time">Tells the time. Default: the system's clock.</param>
    /// <param name="margin">How long before its end a token counts as run out. Default: a minute.</param>
    /// <exception cref="ArgumentNullException"><paramref name="ask"/> is null.</exception>
    public RestTokens(Func<CancellationToken, Task<RestToken>> ask, TimeProvider? time = null, TimeSpan? margin = null)
    {
        ArgumentNullException.ThrowIfNull(ask);
        _ask = ask;
        _time = time ?? TimeProvider.System;
        _margin = margin ?? TimeSpan.FromMinutes(1);
    }

    /// <summary>Signs a request in as a bearer of the token: see <see cref="RestSignIn"/>.</summary>
    /// <param name="refused">A value that was refused; null at first.</param>
    /// <param name="cancellationToken">Ends the waiting, not the sign-in that others may wait for.</param>
    public async ValueTask<AuthenticationHeaderValue?> SignInAsync(AuthenticationHeaderValue? refused, CancellationToken cancellationToken) =>
        new("Bearer", (await GetAsync(refused?.Parameter, cancellationToken).ConfigureAwait(false)).Value);

    /// <summary>Gives the token.</summary>
    /// <param name="refused">A token that was refused and is not to be given again; null for none.</param>
    /// <param name="cancellationToken">Ends the waiting, not the sign-in that others may wait for.</param>
    public Task<RestToken> GetAsync(string? refused = null, CancellationToken cancellationToken = default)
    {
        Task<RestToken> asking;
        lock (_gate)
        {
            if (_kept is { } kept && kept.Value != refused && !(kept.Expires - _margin <= _time.GetUtcNow()))
            {
                return Task.FromResult(kept);
            }

            asking = _asking ??= Task.Run(AskAsync, CancellationToken.None);
        }

        return asking.WaitAsync(cancellationToken);
    }

    // Away from the caller, whose leaving ends nothing for the others.
    private async Task<RestToken> AskAsync()
    {
        RestToken? token = null;
        try
        {
            token = await _ask(CancellationToken.None).ConfigureAwait(false);
            SecretMasker.Add(token.Value);
            return token;
        }
        finally
        {
            lock (_gate)
            {
                _kept = token ?? _kept;
                _asking = null;
            }
        }
    }
}

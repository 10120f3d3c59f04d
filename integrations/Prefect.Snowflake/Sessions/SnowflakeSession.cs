using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>A session: its tokens, and what is done when they have run out.</summary>
internal sealed partial class SnowflakeSession : ISnowflakeSession
{
    // What a token that runs out, a master token that does and a new sign-in take together, and one more for good measure.
    private const int MostRounds = 4;

    private readonly Lock _gate = new();
    private readonly SnowflakeSigner _signer;
    private readonly SnowflakeWire _wire;
    private readonly HttpMessageInvoker _elsewhere;
    private readonly CancellationTokenSource _lifetime = new();
    private SessionTokens? _tokens;
    private Task<SessionTokens>? _replacing;
    private bool _isClosed;

    private SnowflakeSession(SnowflakeSigner signer)
    {
        _signer = signer;
        _wire = new SnowflakeWire(signer.Address, signer.Access, new RestOptions { Address = signer.Address }.TotalTimeout);
        _elsewhere = new HttpMessageInvoker(signer.Access.Connections, disposeHandler: false);
    }

    public TimeProvider Clock => _signer.Access.Clock;

    public SnowflakeSessionState State { get; } = new();

    public int Generation => _tokens?.Generation ?? 0;

    public bool IsClosed => _isClosed;

    private static ILogger Logger => PrefectLogging.CreateLogger("prefect.snowflake");

    /// <summary>Signs in.</summary>
    /// <exception cref="SnowflakeException">It was refused, or the service could not be reached.</exception>
    public static async Task<SnowflakeSession> OpenAsync(SnowflakeSigner signer, CancellationToken cancellationToken)
    {
        SnowflakeSession session = new(signer);
        try
        {
            await session.SignInAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            session.Release();
            throw;
        }
    }

    public async Task<SnowflakeAnswer> SendAsync(SnowflakeRequest request, CancellationToken cancellationToken)
    {
        SessionTokens tokens = Tokens();
        string? signedInFor = null;
        for (int rounds = 1; ; rounds++)
        {
            CheckGeneration(request, tokens, signedInFor);
            (SnowflakeAnswer? answer, SnowflakeException refusal) = await TryAsync(request, tokens, cancellationToken).ConfigureAwait(false);
            if (answer is not null)
            {
                return answer;
            }

            bool isNew = SnowflakeCode.NeedsSignIn(refusal.ErrorCode);
            if (rounds == MostRounds || (isNew && (request.Generation is not null || signedInFor is not null)))
            {
                throw refusal;
            }

            SessionTokens next;
            try
            {
                next = await ReplaceAsync(tokens, isNew, cancellationToken).ConfigureAwait(false);
            }
            catch (SnowflakeException lost) when (!isNew && SnowflakeCode.NeedsSignIn(lost.ErrorCode) && request.Generation is null && signedInFor is null)
            {
                // The master token has run out too.
                refusal = lost;
                next = await ReplaceAsync(tokens, isNew: true, cancellationToken).ConfigureAwait(false);
            }

            signedInFor = next.Generation == tokens.Generation ? signedInFor : refusal.ErrorCode;
            tokens = next;
        }
    }

    public Task<HttpResponseMessage> DownloadAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _elsewhere.SendAsync(request, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        SessionTokens? tokens;
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            tokens = _tokens;
        }

        await _lifetime.CancelAsync().ConfigureAwait(false);
        if (tokens is not null)
        {
            await EndAsync(tokens).ConfigureAwait(false);
        }

        Release();
    }

    private static void CheckGeneration(SnowflakeRequest request, SessionTokens tokens, string? code)
    {
        if (request.Generation is { } wanted && wanted != tokens.Generation)
        {
            throw new SnowflakeException(
                $"Could not {request.Attempt}: the session has ended and was signed in to anew, so that its transaction and temporary tables are gone. Begin them again.",
                new ServiceFault(System.Net.HttpStatusCode.OK, code ?? SnowflakeCode.SessionGone, null, IsTransient: false) { WasNotCarriedOut = true });
        }
    }

    private SessionTokens Tokens()
    {
        lock (_gate)
        {
            return _isClosed ? throw new InvalidOperationException("The session is closed.") : _tokens!;
        }
    }

    private async Task<(SnowflakeAnswer? Answer, SnowflakeException Refusal)> TryAsync(SnowflakeRequest request, SessionTokens tokens, CancellationToken cancellationToken)
    {
        ServiceOperation operation = SessionRequests.Operation(request);
        try
        {
            RestRequest sent = SessionRequests.Of(request, tokens.Session, Clock);
            SnowflakeAnswer answer = await _wire.SendAsync(operation, sent, tokens.Generation, cancellationToken).ConfigureAwait(false);
            if (answer.Success || !IsOfSession(answer.Code))
            {
                return (answer, null!);
            }

            using (answer)
            {
                return (null, SnowflakeFailure.Of(operation, answer));
            }
        }
        catch (SnowflakeException refusal) when (IsOfSession(refusal.ErrorCode))
        {
            return (null, refusal);
        }
    }

    private static bool IsOfSession(string? code) => code == SnowflakeCode.TokenExpired || SnowflakeCode.NeedsSignIn(code);

    // Done once for all who need it, away from the caller, whose leaving ends nothing for the others.
    private Task<SessionTokens> ReplaceAsync(SessionTokens stale, bool isNew, CancellationToken cancellationToken)
    {
        Task<SessionTokens> replacing;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_tokens != stale && (!isNew || _tokens!.Generation != stale.Generation))
            {
                return Task.FromResult(_tokens!);
            }

            replacing = _replacing ??= Task.Run(() => ReplacedAsync(stale, isNew), CancellationToken.None);
        }

        return replacing.WaitAsync(cancellationToken);
    }

    private async Task<SessionTokens> ReplacedAsync(SessionTokens stale, bool isNew)
    {
        try
        {
            return isNew
                ? await SignInAsync(_lifetime.Token).ConfigureAwait(false)
                : await RenewAsync(stale, _lifetime.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _replacing = null;
            }
        }
    }

    private async Task<SessionTokens> SignInAsync(CancellationToken cancellationToken)
    {
        using SnowflakeAnswer answer = await new SnowflakeLogin(_signer).RunAsync(cancellationToken).ConfigureAwait(false);
        State.Note(answer.Data);
        State.ServerVersion = SnowflakeAnswer.Text(answer.Data, "serverVersion");
        SessionTokens tokens = new(
            SnowflakeAnswer.Text(answer.Data, "token")!, SnowflakeAnswer.Text(answer.Data, "masterToken") ?? "", Generation + 1);
        Keep(tokens);
        KeepAlive(SessionRequests.Seconds(answer.Data, "masterValidityInSeconds"));
        SnowflakeSessionLog.SignedIn(Logger, _signer.Who, tokens.Generation);
        return tokens;
    }

    private async Task<SessionTokens> RenewAsync(SessionTokens stale, CancellationToken cancellationToken)
    {
        JsonObject body = new() { ["oldSessionToken"] = stale.Session, ["requestType"] = "RENEW" };
        RestRequest request = SessionRequests.SignedIn(RestRequest.Post("session/token-request", JsonBody.Of(body)) with { MayRepeat = true }, stale.Master)
            .WithHeader("CLIENT_APP_ID", SnowflakeDriver.Name)
            .WithHeader("CLIENT_APP_VERSION", SnowflakeDriver.Version);
        ServiceOperation operation = new("Session", "Renew", "renew the session of", _signer.Who);
        using SnowflakeAnswer answer = await _wire.SendAsync(operation, request, stale.Generation, cancellationToken).ConfigureAwait(false);
        if (!answer.Success || SnowflakeAnswer.Text(answer.Data, "sessionToken") is not { } session)
        {
            throw SnowflakeFailure.Of(operation, answer);
        }

        SessionTokens tokens = new(session, SnowflakeAnswer.Text(answer.Data, "masterToken") ?? stale.Master, stale.Generation);
        Keep(tokens);
        return tokens;
    }

    private void Keep(SessionTokens tokens)
    {
        SecretMasker.Add(tokens.Session);
        SecretMasker.Add(tokens.Master);
        lock (_gate)
        {
            _tokens = tokens;
        }
    }

    // A session that is not ended by us ends by itself: that is no reason to fail what has succeeded.
    private async Task EndAsync(SessionTokens tokens)
    {
        RestRequest request = SessionRequests.SignedIn(RestRequest.Post("session", JsonBody.Of([])).With("delete", true), tokens.Session) with
        {
            Attempts = 1,
            Timeout = TimeSpan.FromSeconds(5),
        };
        try
        {
            using SnowflakeAnswer answer = await _wire.SendAsync(new ServiceOperation("Session", "Close", "close the session of", _signer.Who), request, 0, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SnowflakeException exception)
        {
            SnowflakeSessionLog.NotClosed(Logger, exception.Message);
        }
    }

    private void Release()
    {
        _lifetime.Dispose();
        _elsewhere.Dispose();
    }
}

using Microsoft.Extensions.Logging;

namespace Prefect.Client;

/// <summary>Sends requests until they are answered for good.</summary>
internal sealed partial class ApiTransport
{
    private readonly ApiHeaders _headers;
    private readonly HttpClient _client;
    private readonly RetryRule _retries;
    private readonly CsrfGuard _csrf;
    private readonly PrefectApiOptions _options;
    private readonly ILogger _logger;
    private readonly TimeSpan _timeout;
    private volatile bool _hasConnected;

    /// <exception cref="SettingsException">There is no address, or the settings cannot be used to reach it.</exception>
    public ApiTransport(PrefectSettings settings, PrefectApiOptions options)
    {
        Address = new ApiAddress(settings);
        _headers = new ApiHeaders(settings, Address);
        _client = HttpClientCache.Get(ConnectionKey.Of(settings, Address));
        _retries = new RetryRule(settings.Client, options.Chance);
        _csrf = new CsrfGuard(settings.Client.CsrfSupportEnabled && !settings.IsCloud, options.Clock);
        _options = options;
        _logger = options.LoggerFactory.CreateLogger("prefect.client");
        _timeout = TimeSpan.FromMilliseconds(Math.Clamp(settings.Api.RequestTimeout.TotalMilliseconds, 1, int.MaxValue));
    }

    public ApiAddress Address { get; }

    public ILogger Logger => _logger;

    /// <summary>Sends a request, again where that may help.</summary>
    /// <exception cref="PrefectApiException">It was refused, or the server cannot be reached.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        bool hadNewToken = false;
        for (int tries = 0; ;)
        {
            string? token = request.ChangesSomething ? await _csrf.TokenAsync(SendAsync, cancellationToken).ConfigureAwait(false) : null;
            ApiAttempt attempt = await TryAsync(request, token, cancellationToken).ConfigureAwait(false);
            tries += attempt.Response is { IsMaintenance: true } ? 0 : 1;
            if (attempt.Response is { } response)
            {
                if (response.IsSuccess || request.Expected.Contains((int)response.Status))
                {
                    _hasConnected = true;
                    return response;
                }

                if (token is not null && !hadNewToken && CsrfGuard.Refused(response))
                {
                    hadNewToken = true;
                    _csrf.Forget(token);
                    continue;
                }
            }

            if (!MayRepeat(attempt, tries))
            {
                throw ErrorOf(request, attempt, Math.Max(tries, 1));
            }

            TimeSpan wait = _retries.WaitAfter(tries, attempt.RetryAfter);
            if (_logger.IsEnabled(LogLevel.Debug))
            {
                LogRepeated(_logger, request.Method, request.Path, attempt.Name, wait.TotalSeconds, tries, _retries.MaxRetries + 1);
            }

            await Task.Delay(wait, _options.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool MayRepeat(ApiAttempt attempt, int tries) =>
        _retries.MayRepeat(attempt, _hasConnected)
        && tries <= _retries.MaxRetries
        && !(attempt.RetryAfter > _options.LongestRetryAfter);

    private PrefectApiException ErrorOf(ApiRequest request, ApiAttempt attempt, int tries)
    {
        _hasConnected |= attempt.Response is not null;
        return attempt.Response is { } response
            ? ApiErrors.Refused(request, response, tries, _retries.IsPassing((int)response.Status))
            : ApiErrors.Unreachable(request, Address, attempt.Failure!, tries);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Path} came to {Outcome} and is sent again in {Seconds} s; that was try {Try} of {Tries}.")]
    private static partial void LogRepeated(ILogger logger, HttpMethod method, string path, string outcome, double seconds, int @try, int tries);
}

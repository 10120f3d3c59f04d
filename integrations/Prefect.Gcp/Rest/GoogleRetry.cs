namespace Prefect.Gcp;

/// <summary>Repeats requests that may be carried out twice and may succeed later: with full jitter, or after as long as the service says.</summary>
internal static class GoogleRetry
{
    public static async Task<T> RunAsync<T>(GoogleRequest request, GcpAccess access, Func<Task<T>> send, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (Exception exception) when (attempt < (request.Attempts ?? access.Attempts) && !cancellationToken.IsCancellationRequested && MayRepeat(request, exception))
            {
                wait = Wait(access, request.FirstWait ?? access.FirstWait, attempt, (exception as GoogleRefusal)?.RetryAfter);
            }

            await Task.Delay(wait, access.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool MayRepeat(GoogleRequest request, Exception exception) =>
        WasNotSent(exception)
        || (exception is GcpSignInFailure && GoogleFault.Of(exception).IsTransient)
        || (request.MayRepeat && GcpCall.IsOfService(exception) && GoogleFault.Of(exception).IsTransient);

    private static bool WasNotSent(Exception exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    /// <summary>What is waited before a repetition: a random part of a time that doubles with each, or more where the service asks for more.</summary>
    public static TimeSpan Wait(GcpAccess access, TimeSpan first, int attempt, TimeSpan? asked)
    {
        TimeSpan most = first * Math.Pow(2, Math.Min(attempt - 1, 20));
        TimeSpan wait = (most < access.LongestWait ? most : access.LongestWait) * access.Jitter();
        TimeSpan told = asked is { } time && time < access.LongestAskedWait ? time : asked is null ? TimeSpan.Zero : access.LongestAskedWait;
        return told > wait ? told : wait;
    }
}

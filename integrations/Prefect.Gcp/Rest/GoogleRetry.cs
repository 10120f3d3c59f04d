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
            catch (Exception exception) when (attempt < access.Attempts && !cancellationToken.IsCancellationRequested && MayRepeat(request, exception))
            {
                wait = Wait(access, attempt, (exception as GoogleRefusal)?.RetryAfter);
            }

            await Task.Delay(wait, access.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool MayRepeat(GoogleRequest request, Exception exception) =>
        request.Body is not { IsRepeatable: false }
        && (WasNotSent(exception) || (request.MayRepeat && GcpCall.IsOfService(exception) && GcpFault.Of(exception).IsTransient));

    private static bool WasNotSent(Exception exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    private static TimeSpan Wait(GcpAccess access, int attempt, TimeSpan? asked)
    {
        TimeSpan most = access.FirstWait * Math.Pow(2, attempt - 1);
        TimeSpan wait = (most < access.LongestWait ? most : access.LongestWait) * access.Jitter();
        TimeSpan told = asked is { } time && time < access.LongestAskedWait ? time : asked is null ? TimeSpan.Zero : access.LongestAskedWait;
        return told > wait ? told : wait;
    }
}

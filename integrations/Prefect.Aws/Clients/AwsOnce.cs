using System.Net;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>
/// Sends what must not be carried out twice. The SDK sends a request again when the connection broke after the service may have acted on
/// it; here it is sent again only when the service turned it away, for there being too many or for the time of
/// its signature, or no connection came about.
/// </summary>
internal static class AwsOnce
{
    private const string Unknown = " Whether the service carried it out is not known.";

    public static Backoff Backoff { get; } = new();

    private static readonly HashSet<string> s_turnedAway = new(StringComparer.Ordinal)
    {
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException", "RequestLimitExceeded",
        "TooManyRequestsException", "EC2ThrottledException", "SlowDown", "BandwidthLimitExceeded",
    };

    /// <summary>
    /// Takes the SDK's own retries away, those too that it does not count: after a connection broke, up to ten times. Lets an answer of a
    /// function take as long as a function may run.
    /// </summary>
    public static void SetUp(AwsClientConfig config)
    {
        config.MaxErrorRetry = 0;
        config.MaxStaleConnectionRetries = 0;
        if (config.RegionEndpointServiceName == AwsService.Lambda.EndpointPrefix)
        {
            config.Timeout ??= TimeSpan.FromSeconds((15 * 60) + 10);
        }
    }

    /// <exception cref="AwsException">The service refused the request or could not be reached, or what became of it is not known.</exception>
    public static async Task<T> RunAsync<T>(int attempts, TimeProvider time, Func<Task<T>> send, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (AwsException exception) when (attempt < attempts && WasNotCarriedOut(exception))
            {
                await Task.Delay(Backoff.Pause(attempt), time, cancellationToken).ConfigureAwait(false);
            }
            catch (AwsException exception) when (MayHaveBeenCarriedOut(exception))
            {
                throw new AwsException(exception.Message + Unknown, exception.Fault, exception.InnerException);
            }
        }
    }

    /// <summary>Whether it is sure that nothing happened.</summary>
    public static bool WasNotCarriedOut(AwsException exception) =>
        exception.StatusCode == HttpStatusCode.TooManyRequests
        || s_turnedAway.Contains(exception.ErrorCode ?? "")
        || AwsFault.IsClockSkew(exception.InnerException)
        || exception is { WasSigned: false, IsTransient: true }
        || WasNotSent(exception);

    /// <summary>Whether the service may have done it although the answer does not say so.</summary>
    public static bool MayHaveBeenCarriedOut(AwsException exception) =>
        exception.WasSigned
        && !WasNotCarriedOut(exception)
        && (exception.IsTransient || exception is { StatusCode: not null, ErrorCode: null });

    private static bool WasNotSent(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError,
                })
            {
                return true;
            }
        }

        return false;
    }
}

namespace Prefect.Client;

/// <summary>What came of sending a request once: an answer, or a failure on the way.</summary>
internal sealed record ApiAttempt
{
    public ApiResponse? Response { get; init; }

    public Exception? Failure { get; init; }

    /// <summary>Whether no connection came about, so that the server never saw the request.</summary>
    public bool NeverConnected { get; init; }

    /// <summary>Whether the request could go through later although nothing about it changes.</summary>
    public bool IsPassing { get; init; }

    public TimeSpan? RetryAfter => Response?.RetryAfter;

    public static ApiAttempt Answered(ApiResponse response) => new() { Response = response };

    public static ApiAttempt Failed(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } => new() { Failure = failure, NeverConnected = true },
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.UserAuthenticationError
            or HttpRequestError.VersionNegotiationError } => new() { Failure = failure },
        _ => new() { Failure = failure, IsPassing = true },
    };

    /// <summary>What came of it, for logs.</summary>
    public string Name => Response?.Status.ToString() ?? Failure?.GetType().Name ?? "nothing";
}

namespace Prefect.Snowflake;

/// <summary>A session with an account: one sign-in, and what the service keeps for it, such as a transaction and temporary tables.</summary>
/// <remarks>Thread-safe. Tokens that have run out are renewed in <see cref="SendAsync"/>, once for all who need it.</remarks>
internal interface ISnowflakeSession : IAsyncDisposable
{
    /// <summary>Tells the time, and waits.</summary>
    TimeProvider Clock { get; }

    /// <summary>What the service has said about the session so far.</summary>
    SnowflakeSessionState State { get; }

    /// <summary>
    /// Counts the sign-ins: another number means that the service has forgotten the transaction and the temporary tables there were.
    /// </summary>
    int Generation { get; }

    /// <summary>Whether the session was closed.</summary>
    bool IsClosed { get; }

    /// <summary>
    /// Sends a request with the session's token and reads the answer, whatever it says: only what concerns the session itself is dealt with,
    /// which is a token that has run out (renewed), a session that is gone (signed in anew once, unless
    /// <see cref="SnowflakeRequest.Generation"/> forbids it), and what came back in place of an answer (tried again where
    /// <see cref="SnowflakeRequest.MayRepeat"/>).
    /// </summary>
    /// <exception cref="SnowflakeException">The service could not be reached, or the session cannot be brought back.</exception>
    /// <exception cref="InvalidOperationException">The session is closed.</exception>
    Task<SnowflakeAnswer> SendAsync(SnowflakeRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a request elsewhere, to where the service keeps large results, as it is: without token, redirects or another try. Gives the
    /// answer, whatever its status, once its head is there; the caller disposes of it.
    /// </summary>
    Task<HttpResponseMessage> DownloadAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}

namespace Prefect.Snowflake;

internal sealed partial class SnowflakeSession
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_usualLife = TimeSpan.FromHours(4);

    private Task _signs = Task.CompletedTask;

    private void KeepAlive(TimeSpan? life)
    {
        bool isWanted = bool.TryParse(State.Parameter("CLIENT_SESSION_KEEP_ALIVE") ?? _signer.Options.KeepAlive?.ToString(), out bool parsed) && parsed;
        if (!isWanted || !_signs.IsCompleted)
        {
            return;
        }

        TimeSpan quarter = (life ?? s_usualLife) / 4;
        _signs = GiveSignsAsync(quarter < s_shortest ? s_shortest : quarter > s_longest ? s_longest : quarter, _lifetime.Token);
    }

    private async Task GiveSignsAsync(TimeSpan period, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(period, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                await GiveSignAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException)
        {
            // The session was closed.
        }
    }

    private async Task GiveSignAsync(CancellationToken cancellationToken)
    {
        // A session that is gone is signed in to when it is needed, and not by this: a person may have to be asked.
        SnowflakeRequest request = new("keep the session alive", HttpMethod.Post, "/session/heartbeat") { Accept = "application/json", Generation = Generation };
        try
        {
            using SnowflakeAnswer answer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (SnowflakeException exception)
        {
            SnowflakeSessionLog.NotKeptAlive(Logger, exception.Message);
        }
    }
}

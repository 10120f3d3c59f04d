namespace Prefect.Aws;

/// <summary>Keeps a message from others while it is being handled, however long that takes.</summary>
internal sealed class EcsMessageHolder(SqsQueue queue, TimeProvider clock)
{
    // A minute before others would get it.
    private static readonly TimeSpan s_interval = SqsQueue.Visibility - TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_retryInterval = TimeSpan.FromSeconds(5);

    /// <exception cref="AwsException">The message could not be kept too often; the handling was cancelled.</exception>
    public async Task<bool> WhileAsync(SqsMessage message, Func<CancellationToken, Task<bool>> handle, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> handling = handle(ended.Token);
        Task extending = ExtendAsync(message, ended.Token);
        try
        {
            if (await Task.WhenAny(handling, extending).ConfigureAwait(false) == extending)
            {
                await extending.ConfigureAwait(false);
            }

            return await handling.ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(handling, extending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ExtendAsync(SqsMessage message, CancellationToken cancellationToken)
    {
        for (TimeSpan pause = s_interval; ;)
        {
            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
            pause = await queue.ExtendAsync(message, cancellationToken).ConfigureAwait(false) ? s_interval : s_retryInterval;
        }
    }
}

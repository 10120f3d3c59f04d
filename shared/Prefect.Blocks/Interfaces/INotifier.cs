namespace Prefect.Blocks;

/// <summary>Delivers messages to people.</summary>
[BlockCapabilities("notify")]
[SyncTwins]
public partial interface INotifier
{
    /// <summary>Delivers a message.</summary>
    /// <param name="body">The message.</param>
    /// <param name="subject">A subject, where the service has one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="NotificationException">
    /// The service refused the message, inside a scope of <see cref="NotificationFailures.Throw"/>; outside of one a failure is
    /// only logged.
    /// </exception>
    Task NotifyAsync(string body, string? subject = null, CancellationToken cancellationToken = default);
}

namespace Prefect.Blocks;

/// <summary>A message was not delivered.</summary>
/// <param name="message">What was tried and what came back.</param>
/// <param name="log">What the service said, secrets masked.</param>
/// <param name="innerException">The cause.</param>
public sealed class NotificationException(string message, string log = "", Exception? innerException = null)
    : BlockException(message, innerException)
{
    /// <summary>What the service said, secrets masked.</summary>
    public string Log { get; } = SecretMasker.Mask(log);
}

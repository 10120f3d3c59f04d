using Microsoft.Extensions.Logging;

namespace Prefect.Snowflake;

/// <summary>What sessions log.</summary>
internal static partial class SnowflakeSessionLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Signed in as {Who} (sign-in {Generation} of the session)")]
    public static partial void SignedIn(ILogger logger, string who, int generation);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The session was not closed, and ends by itself: {Reason}")]
    public static partial void NotClosed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The session may end: {Reason}")]
    public static partial void NotKeptAlive(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The password is taken for the passphrase of the private key, as older documents have it: set private_key_passphrase instead")]
    public static partial void PasswordForPassphrase(ILogger logger);
}

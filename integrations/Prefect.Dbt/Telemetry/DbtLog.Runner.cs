using Microsoft.Extensions.Logging;

namespace Prefect.Dbt;

/// <summary>What running dbt with a run for each node logs.</summary>
internal static partial class DbtLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "dbt could not tell which nodes '{Selection}' selects; hooks that ask for them are not called.")]
    public static partial void SelectionFails(ILogger logger, string selection, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A hook of the event {When} failed; the command goes on.")]
    public static partial void HookFails(ILogger logger, DbtHookEvent when, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The compiled code of '{Node}' does not fit into the description of its asset ({Length} characters) and is left out.")]
    public static partial void CodeTooLong(ILogger logger, string node, int length);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The manifest '{Path}' cannot be read: nodes are shown without what they build on, and without assets.")]
    public static partial void NoManifest(ILogger logger, string path, Exception? exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The results '{Path}' cannot be read.")]
    public static partial void NoResults(ILogger logger, string path, Exception exception);
}

using Microsoft.Extensions.Logging;

namespace Prefect.Dbt;

/// <summary>Passes what dbt tells on to a log, as it is.</summary>
internal static class DbtLogEntries
{
    public static void Write(ILogger logger, DbtEvent told) => Write(logger, told.Level, told.Message);

    public static void Write(ILogger logger, LogLevel level, string message) =>
        logger.Log(level, default, message, null, static (text, _) => text);
}

using Microsoft.Extensions.Logging;
using Prefect.Client;

namespace Prefect.Dbt;

/// <summary>Levels by the names that dbt and Prefect have for them.</summary>
internal static class DbtLogLevels
{
    /// <summary>The level of Prefect's own log.</summary>
    public static DbtLogLevel Configured => Find(PrefectSettings.Current.Logging.Level) ?? DbtLogLevel.Info;

    /// <summary>Reads a name, in small or capital letters; null when it is none.</summary>
    public static DbtLogLevel? Find(string? name) => name?.Trim().ToUpperInvariant() switch
    {
        "DEBUG" or "TEST" or "TRACE" or "NOTSET" => DbtLogLevel.Debug,
        "INFO" => DbtLogLevel.Info,
        "WARN" or "WARNING" => DbtLogLevel.Warn,
        "ERROR" or "CRITICAL" => DbtLogLevel.Error,
        "NONE" => DbtLogLevel.None,
        _ => null,
    };

    public static string Name(this DbtLogLevel level) => level switch
    {
        DbtLogLevel.Debug => "debug",
        DbtLogLevel.Info => "info",
        DbtLogLevel.Warn => "warn",
        DbtLogLevel.Error => "error",
        DbtLogLevel.None => "none",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "There is no such level."),
    };

    public static LogLevel ToLogLevel(this DbtLogLevel level) => level switch
    {
        DbtLogLevel.Debug => LogLevel.Debug,
        DbtLogLevel.Info => LogLevel.Information,
        DbtLogLevel.Warn => LogLevel.Warning,
        DbtLogLevel.Error => LogLevel.Error,
        _ => LogLevel.None,
    };
}

using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>Translates levels into the numbers and names that Prefect has for them.</summary>
public static class RunLogLevels
{
    /// <summary>Gives Prefect's number: 5, 10, 20, 30, 40 or 50.</summary>
    /// <param name="level">A level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is <see cref="LogLevel.None"/>, or no level at all.</exception>
    public static int ToNumber(this LogLevel level) => level switch
    {
        LogLevel.Trace => 5,
        LogLevel.Debug => 10,
        LogLevel.Information => 20,
        LogLevel.Warning => 30,
        LogLevel.Error => 40,
        LogLevel.Critical => 50,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Nothing is logged at this level. Use one from Trace to Critical."),
    };

    /// <summary>Gives the level of one of Prefect's numbers; a number in between counts as the next lower level.</summary>
    /// <param name="number">0 or more.</param>
    public static LogLevel FromNumber(int number) => number switch
    {
        < 10 => LogLevel.Trace,
        < 20 => LogLevel.Debug,
        < 30 => LogLevel.Information,
        < 40 => LogLevel.Warning,
        < 50 => LogLevel.Error,
        _ => LogLevel.Critical,
    };

    /// <summary>Gives Prefect's name: TRACE, DEBUG, INFO, WARNING, ERROR or CRITICAL.</summary>
    /// <param name="level">A level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is <see cref="LogLevel.None"/>, or no level at all.</exception>
    public static string ToName(this LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        LogLevel.Critical => "CRITICAL",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Nothing is logged at this level. Use one from Trace to Critical."),
    };

    /// <summary>Reads the setting, whose values are checked when settings are loaded.</summary>
    internal static LogLevel Parse(string name) => name switch
    {
        "DEBUG" => LogLevel.Debug,
        "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "CRITICAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };
}

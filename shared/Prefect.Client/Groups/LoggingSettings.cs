namespace Prefect.Client;

/// <summary>What is logged, and where to.</summary>
public sealed class LoggingSettings
{
    internal LoggingSettings(SettingReader read)
    {
        Level = read.Required("logging.level").ToUpperInvariant();
        InternalLevel = read.Required("internal.logging_level").ToUpperInvariant();
        ExtraLoggers = read.Texts("logging.extra_loggers");
        LogPrints = read.Switch("logging.log_prints");
        Colors = read.Switch("logging.colors");
        Markup = read.Switch("logging.markup");
        ConfigPath = read.Required("logging.config_path");
        ToApiEnabled = read.Switch("logging.to_api.enabled");
        ToApiBatchInterval = read.Seconds("logging.to_api.batch_interval");
        ToApiBatchSize = read.Whole("logging.to_api.batch_size");
        ToApiMaxLogSize = read.Whole("logging.to_api.max_log_size");
        ToApiWhenMissingFlow = read.Required("logging.to_api.when_missing_flow").ToLowerInvariant();
    }

    /// <summary>Lowest level of messages: DEBUG, INFO, WARNING, ERROR or CRITICAL. INFO by default, DEBUG in debug mode.</summary>
    public string Level { get; }

    /// <summary>Lowest level of Prefect's internal messages. ERROR by default, DEBUG in debug mode.</summary>
    public string InternalLevel { get; }

    /// <summary>Names of further loggers whose messages belong to the run's log. None by default.</summary>
    public IReadOnlyList<string> ExtraLoggers { get; }

    /// <summary>Whether what flows and tasks print is logged. Off by default.</summary>
    public bool LogPrints { get; }

    /// <summary>Whether the console log is in colour. On by default.</summary>
    public bool Colors { get; }

    /// <summary>Whether square-bracketed styles in messages are read. Off by default.</summary>
    public bool Markup { get; }

    /// <summary>File that configures logging in Python.</summary>
    public string ConfigPath { get; }

    /// <summary>Whether logs of runs are sent to the API. On by default.</summary>
    public bool ToApiEnabled { get; }

    /// <summary>Time between two batches; 2 seconds by default.</summary>
    public TimeSpan ToApiBatchInterval { get; }

    /// <summary>Most bytes in one batch; 4,000,000 by default.</summary>
    public int ToApiBatchSize { get; }

    /// <summary>Most bytes in one message; 1,000,000 by default, and no more than Prefect Cloud takes when it is Prefect Cloud.</summary>
    public int ToApiMaxLogSize { get; }

    /// <summary>What to do with a message that belongs to no run: warn (the default), error or ignore.</summary>
    public string ToApiWhenMissingFlow { get; }
}

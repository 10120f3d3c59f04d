using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Prefect.Blocks;

/// <summary>Where this library logs to. Everything written passes through <see cref="SecretMasker"/>.</summary>
public static class PrefectLogging
{
    private static ILoggerFactory s_factory = NullLoggerFactory.Instance;

    /// <summary>Makes the loggers. Default: nothing is logged. Not disposed by this library.</summary>
    public static ILoggerFactory LoggerFactory
    {
        get => s_factory;
        set => s_factory = new MaskingLoggerFactory(value ?? NullLoggerFactory.Instance);
    }

    /// <summary>Gives a logger named after a type.</summary>
    /// <param name="type">The type.</param>
    public static ILogger CreateLogger(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return LoggerFactory.CreateLogger(type.FullName ?? type.Name);
    }
}

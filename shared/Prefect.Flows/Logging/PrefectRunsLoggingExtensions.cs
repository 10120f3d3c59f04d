using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>Adds runs to the logging of a program.</summary>
public static class PrefectRunsLoggingExtensions
{
    /// <summary>Lets the loggers that the setting <c>logging.extra_loggers</c> names write into the log of the run that they are used in.</summary>
    /// <param name="builder">The logging of the program.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ILoggingBuilder AddPrefectRuns(this ILoggingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, RunLoggerProvider>());
        return builder;
    }
}

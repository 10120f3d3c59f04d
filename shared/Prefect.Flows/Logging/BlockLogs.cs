using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Puts what blocks log while a run uses them into the run's log.</summary>
internal sealed class BlockLogs : ILoggerProvider
{
    private static readonly IDisposable s_listening = PrefectLogging.Listen(new BlockLogs());

    /// <summary>Begins to listen, at the first call.</summary>
    public static void Listen() => GC.KeepAlive(s_listening);

    /// <summary>Run loggers keep their entries themselves, and what keeps runs must not log into them.</summary>
    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("prefect.", StringComparison.Ordinal) || categoryName.StartsWith("Prefect.Flows.", StringComparison.Ordinal)
            ? NullLogger.Instance
            : new BlockLog(categoryName);

    public void Dispose()
    {
    }

    private sealed class BlockLog(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => RunContext.Current is { } run && run.Logger.IsKept(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (RunContext.Current is { } run && UserLogScope.AllowsKeeping(state, null))
            {
                run.Logger.Keep(category, logLevel, formatter(state, exception), exception);
            }
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Hands on what workers log to the loggers of this process, as if it had been written here.</summary>
internal static class ForwardedLogs
{
    private static readonly ConcurrentDictionary<string, ILogger> s_loggers = new(StringComparer.Ordinal);
    private static ILoggerFactory? s_factory;

    /// <summary>The least severe level that the loggers of this process take; none when they take nothing.</summary>
    public static LogLevel LeastWanted()
    {
        ILogger logger = Get(RunLogCategories.Tasks);
        for (LogLevel level = LogLevel.Trace; level < LogLevel.None; level++)
        {
            if (logger.IsEnabled(level))
            {
                return level;
            }
        }

        return LogLevel.None;
    }

    public static void Write(ForwardedLog log)
    {
        string text = log.Exception is null ? log.Message : $"{log.Message}{Environment.NewLine}{log.Exception}";
        ILogger logger = Get(log.Category);
        Stack<IDisposable?> scopes = new();
        foreach (ForwardedScope scope in log.Scopes)
        {
            scopes.Push(logger.BeginScope(scope.ToState()));
        }

        logger.Log(log.Level, new EventId(log.EventId), text, exception: null, static (text, _) => text);
        while (scopes.TryPop(out IDisposable? scope))
        {
            scope?.Dispose();
        }
    }

    private static ILogger Get(string category)
    {
        ILoggerFactory factory = PrefectLogging.LoggerFactory;
        if (!ReferenceEquals(Interlocked.Exchange(ref s_factory, factory), factory))
        {
            s_loggers.Clear();
        }

        return s_loggers.GetOrAdd(category, static (category, factory) => factory.CreateLogger(category), factory);
    }
}

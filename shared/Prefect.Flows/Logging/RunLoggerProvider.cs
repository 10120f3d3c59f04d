using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>
/// Lets other loggers of a program write into the log of the run that they are used in: those that the setting
/// <c>logging.extra_loggers</c> names, and the ones below them.
/// </summary>
[ProviderAlias("PrefectRuns")]
public sealed class RunLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider? _scopes;

    /// <summary>Makes a logger that writes into the log of the innermost run.</summary>
    /// <param name="categoryName">Name of the logger.</param>
    public ILogger CreateLogger(string categoryName) => new ExtraLogger(this, categoryName);

    /// <summary>Takes the scopes of the factory; one that holds <c>send_to_api</c> as false keeps an entry out.</summary>
    /// <param name="scopeProvider">The scopes.</param>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>Does nothing: there is nothing to let go of.</summary>
    public void Dispose()
    {
    }

    private bool AllowsKeeping<TState>(TState state)
    {
        Verdict verdict = new();
        _scopes?.ForEachScope(static (scope, verdict) => verdict.Hear(scope), verdict);
        verdict.Hear(state);
        return verdict.IsKept;
    }

    private sealed class Verdict
    {
        public bool IsKept { get; private set; } = true;

        /// <summary>The innermost scope, and after all of them the entry itself, have the last word.</summary>
        public void Hear(object? values) =>
            IsKept = values is IEnumerable<KeyValuePair<string, object?>> pairs ? UserLogScope.Find(pairs) ?? IsKept : IsKept;
    }

    private sealed class ExtraLogger(RunLoggerProvider provider, string category) : ILogger
    {
        // Prefect's own loggers reach the runs without this provider.
        private readonly bool _isOurs = category.StartsWith("prefect.", StringComparison.OrdinalIgnoreCase);
        private MissingRun? _missing;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) =>
            !_isOurs && logLevel != LogLevel.None && RunLogSettings.Current is { Keeps: true } settings && logLevel >= settings.Level && settings.IsExtra(category);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel) || !provider.AllowsKeeping(state))
            {
                return;
            }

            if (RunContext.Current is { } run)
            {
                run.Logger.Keep(category, logLevel, formatter(state, exception), exception);
            }
            else
            {
                (_missing ??= new MissingRun(category)).Report(RunLogSettings.Current.WhenMissingFlow);
            }
        }
    }
}

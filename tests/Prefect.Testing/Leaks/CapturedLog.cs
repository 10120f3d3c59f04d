using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Prefect.Testing;

/// <summary>A logger provider, and a factory with itself as the only provider, that keeps everything at every level: messages, their named values, scopes and exceptions.</summary>
[ProviderAlias("Captured")]
public sealed class CapturedLog : ILoggerProvider, ILoggerFactory, ISupportExternalScope, ISweepSource
{
    private readonly ConcurrentQueue<CapturedLogEntry> _entries = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    /// <summary>All entries so far, oldest first.</summary>
    public IReadOnlyList<CapturedLogEntry> Entries => [.. _entries];

    /// <inheritdoc />
    public IReadOnlyList<SweepText> Texts => [.. _entries.Select(entry => new SweepText(entry.Label, entry.ToString()))];

    /// <summary>Makes a logger that writes here.</summary>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <summary>Refuses: nothing else may see what is captured here.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("A captured log is its own only provider.");

    /// <summary>Takes the scopes that a logger factory shares among its providers.</summary>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>Does nothing: the entries stay readable.</summary>
    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            List<KeyValuePair<string, object?>> scopes = [];
            log._scopes.ForEachScope((scope, all) => all.AddRange(Values("scope", scope)), scopes);
            log._entries.Enqueue(new CapturedLogEntry(category, logLevel, eventId, formatter(state, exception), [.. Values("state", state)], scopes, exception));
        }

        private static IEnumerable<KeyValuePair<string, object?>> Values(string name, object? state) =>
            state as IEnumerable<KeyValuePair<string, object?>> ?? [new(name, state)];
    }
}

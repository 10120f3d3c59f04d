using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>In a worker, sends everything that is logged to the process that started it.</summary>
internal sealed class ForwardingLoggerFactory(Action<ForwardedLog> send) : ILoggerFactory
{
    private readonly AsyncLocal<ImmutableList<ForwardedScope>?> _scopes = new();
    private volatile int _least = (int)LogLevel.None;

    /// <summary>The least severe level that is wanted.</summary>
    public LogLevel Least
    {
        get => (LogLevel)_least;
        set => _least = (int)value;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
        // The lines are written where they are sent to, by the providers there.
    }

    public void Dispose()
    {
        // There is nothing to release.
    }

    private void Send(ForwardedLog log) => send(log);

    private sealed class Scope(ForwardingLoggerFactory factory, ImmutableList<ForwardedScope>? outer) : IDisposable
    {
        public void Dispose() => factory._scopes.Value = outer;
    }

    private sealed class Logger(ForwardingLoggerFactory factory, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            ImmutableList<ForwardedScope>? outer = factory._scopes.Value;
            factory._scopes.Value = (outer ?? []).Add(ForwardedScope.Of(state));
            return new Scope(factory, outer);
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= factory.Least && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                factory.Send(new ForwardedLog(category, logLevel, eventId.Id, formatter(state, exception), exception?.ToString()) { Scopes = factory._scopes.Value ?? [] });
            }
        }
    }
}

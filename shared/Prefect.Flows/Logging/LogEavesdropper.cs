using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>
/// Hears what is logged under a name, here and in what is called from here, until it is disposed. It hears this library's loggers
/// by itself, and those of another factory when it is added to it as a provider.
/// </summary>
/// <example><code>using LogEavesdropper heard = new("prefect.flow_runs", LogLevel.Warning); await load.RunAsync(); string text = heard.Text();</code></example>
public sealed class LogEavesdropper : ILoggerProvider
{
    private readonly string _category;
    private readonly LogLevel _level;
    private readonly AsyncLocal<bool> _isHere = new();
    private readonly ConcurrentQueue<RunLog> _records = new();
    private readonly IDisposable _listening;
    private volatile bool _isOver;

    /// <summary>Begins to listen.</summary>
    /// <param name="category">Name of the logger; those below it are heard too.</param>
    /// <param name="level">Lowest level to hear. Default: all.</param>
    /// <exception cref="ArgumentException"><paramref name="category"/> is null or empty.</exception>
    public LogEavesdropper(string category, LogLevel level = LogLevel.Trace)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(category);
        _category = category;
        _level = level;
        _isHere.Value = true;
        _listening = PrefectLogging.Listen(this);
    }

    /// <summary>What was heard so far, the oldest first, secrets masked. Stays readable after the end.</summary>
    public IReadOnlyList<RunLog> Records => [.. _records];

    /// <summary>Gives what was heard so far, a line such as <c>[WARNING]: message</c> for each entry.</summary>
    public string Text() => string.Join('\n', _records.Select(record => $"[{record.Level.ToName()}]: {record.Message}"));

    /// <summary>Gives the ear at one logger; for logger factories.</summary>
    /// <param name="categoryName">Name of the logger.</param>
    public ILogger CreateLogger(string categoryName) => new Ear(this, categoryName);

    /// <summary>Ends the listening.</summary>
    public void Dispose()
    {
        _isOver = true;
        _listening.Dispose();
    }

    private sealed class Ear(LogEavesdropper owner, string category) : ILogger
    {
        private readonly bool _isMeant = category.StartsWith(owner._category, StringComparison.Ordinal)
            && (category.Length == owner._category.Length || category[owner._category.Length] == '.');

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) =>
            _isMeant && logLevel >= owner._level && logLevel != LogLevel.None && !owner._isOver && owner._isHere.Value;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                string message = RunLogText.Of(formatter(state, exception), exception, int.MaxValue);
                owner._records.Enqueue(new RunLog(FlowClock.Now, logLevel, category, message, null, null));
            }
        }
    }
}

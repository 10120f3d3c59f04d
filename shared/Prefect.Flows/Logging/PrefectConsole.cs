using System.Globalization;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>
/// Prints logs as <c>12:07:31.042 | INFO    | Flow run 'crimson-owl' - Loading</c>: a logger factory with itself as the only provider,
/// or a provider for another factory.
/// </summary>
/// <example><code>PrefectLogging.LoggerFactory = new PrefectConsole();</code></example>
[ProviderAlias("PrefectConsole")]
public sealed class PrefectConsole : ILoggerProvider, ILoggerFactory, ISupportExternalScope
{
    private const string Reset = "\e[0m";
    private readonly Lock _gate = new();
    private readonly TextWriter _writer;
    private readonly bool _isTerminal;
    private readonly bool? _colors;
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    /// <summary>Makes a console log.</summary>
    /// <param name="writer">Where it prints. Default: standard error. It is not disposed.</param>
    /// <param name="colors">Whether it prints in colour. Default: on a terminal, when the setting <c>logging.colors</c> is on and NO_COLOR is not set.</param>
    public PrefectConsole(TextWriter? writer = null, bool? colors = null)
    {
        _writer = writer ?? StandardStreams.Error;
        _isTerminal = StandardStreams.IsTerminal(_writer);
        _colors = colors;
    }

    /// <summary>Makes a logger that prints here what is at least at the level of the setting <c>logging.level</c>.</summary>
    /// <param name="categoryName">Its name.</param>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <summary>Refuses: a console log is its own only provider.</summary>
    /// <param name="provider">Another provider.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException(
        "A console log is its own only provider. Add it as a provider to a LoggerFactory, beside the other.");

    /// <summary>Takes the scopes that a logger factory shares among its providers.</summary>
    /// <param name="scopeProvider">The scopes.</param>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>Does nothing: the writer belongs to whoever gave it.</summary>
    public void Dispose()
    {
    }

    private static string Color(LogLevel level) => level switch
    {
        LogLevel.Warning => "\e[33m",
        LogLevel.Error => "\e[31m",
        LogLevel.Critical => "\e[1;31m",
        LogLevel.Information => "\e[36m",
        _ => "\e[2m",
    };

    private void Print(string category, LogLevel level, string message)
    {
        string time = FlowClock.Current.GetLocalNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        string name = level.ToName().PadRight(7);
        if (_colors ?? (_isTerminal && PrefectSettings.Current.Logging.Colors))
        {
            name = Color(level) + name + Reset;
        }

        string line = $"{time} | {name} | {Subject(category)} - {message}";
        using ConsoleCapture.Bypass pass = ConsoleCapture.Pass();
        lock (_gate)
        {
            _writer.WriteLine(SecretMasker.Mask(line));
            _writer.Flush();
        }
    }

    /// <summary>What is written about: the run for the loggers of runs, else the logger.</summary>
    private string Subject(string category)
    {
        bool isTask = category.StartsWith(RunLogCategories.Tasks, StringComparison.Ordinal);
        if (!isTask && !category.StartsWith(RunLogCategories.Flows, StringComparison.Ordinal))
        {
            return category;
        }

        Named run = new(isTask ? "task_run_name" : "flow_run_name");
        _scopes.ForEachScope(static (scope, run) => run.Look(scope), run);
        return run.Name is null ? category : $"{(isTask ? "Task" : "Flow")} run '{run.Name}'";
    }

    private sealed class Named(string key)
    {
        public string? Name { get; private set; }

        public void Look(object? scope)
        {
            foreach ((string name, object? value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                Name = name == key ? value?.ToString() : Name;
            }
        }
    }

    private sealed class Logger(PrefectConsole console, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => console._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= RunLogSettings.Current.Level;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                string message = formatter(state, exception);
                console.Print(category, logLevel, exception is null ? message : $"{message}{Environment.NewLine}{exception}");
            }
        }
    }
}

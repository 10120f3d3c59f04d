using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>The logger of one run, or of a part of it.</summary>
internal sealed class RunLogWriter : ILogger
{
    private readonly RunLogSettings _settings = RunLogSettings.Current;
    private readonly string? _child;
    private readonly IReadOnlyDictionary<string, object?>? _extra;
    private RunLogScope? _scope;
    private PrintBuffer? _prints;

    public RunLogWriter(RunContext context)
    {
        Context = context;
    }

    private RunLogWriter(RunLogWriter parent, string? child, IReadOnlyDictionary<string, object?>? extra)
    {
        Context = parent.Context;
        _settings = parent._settings;
        _child = child;
        _extra = extra;
    }

    public RunContext Context { get; }

    /// <summary>What the run has printed and is not logged yet; null when it printed nothing.</summary>
    public PrintBuffer? Prints => _prints;

    private bool IsTask => Context is TaskRunContext;

    private string Category => _child ?? (IsTask ? RunLogCategories.Tasks : RunLogCategories.Flows);

    private ILogger Outer => _child is null ? RunLogCategories.Logger(IsTask) : Prefect.Blocks.PrefectLogging.LoggerFactory.CreateLogger(_child);

    public RunLogWriter Child(string name) => new(this, $"{Category}.{name}", _extra);

    public RunLogWriter With(IReadOnlyDictionary<string, object?> extra)
    {
        if (_extra is null)
        {
            return new RunLogWriter(this, _child, extra);
        }

        Dictionary<string, object?> merged = new(_extra, StringComparer.Ordinal);
        foreach ((string key, object? value) in extra)
        {
            merged[key] = value;
        }

        return new RunLogWriter(this, _child, merged);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        IDisposable? outer = Outer.BeginScope(state);
        return state is IEnumerable<KeyValuePair<string, object?>> values ? UserLogScope.Begin(values, outer) : outer;
    }

    public bool IsEnabled(LogLevel logLevel) =>
        logLevel != LogLevel.None && (Outer.IsEnabled(logLevel) || IsKept(logLevel)) && !Ambient.Current.AreRunLoggersOff;

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a sink or a message's argument throws, what is logged must not fail the run.")]
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        // What was printed before comes before.
        Context.Logger._prints?.Drain();
        using ConsoleCapture.Bypass pass = ConsoleCapture.Pass();
        try
        {
            Write(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception failure)
        {
            Keep(LogLevel.Error, $"An entry could not be logged: {failure.Message}", failure);
        }

        try
        {
            if (IsKept(logLevel) && UserLogScope.AllowsKeeping(state, _extra))
            {
                Keep(logLevel, formatter(state, exception), exception);
            }
        }
        catch (Exception)
        {
            // The formatter failed, which was reported above when the outer logger called it.
        }
    }

    /// <summary>Logs a line that the run printed.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a sink throws, what is printed must not fail the run.")]
    public void Print(string line, DateTimeOffset time)
    {
        using ConsoleCapture.Bypass pass = ConsoleCapture.Pass();
        try
        {
            Write(LogLevel.Information, default, line, null, static (text, _) => text);
        }
        catch (Exception failure)
        {
            Keep(LogLevel.Error, $"A printed line could not be logged: {failure.Message}", failure);
        }

        if (IsKept(LogLevel.Information) && UserLogScope.AllowsKeeping(line, _extra))
        {
            Keep(Category, LogLevel.Information, line, null, time);
        }
    }

    public PrintBuffer EnsurePrints() => _prints ?? Interlocked.CompareExchange(ref _prints, new PrintBuffer(this), null) ?? _prints;

    /// <summary>Whether a logger outside shows entries of a level to somebody.</summary>
    public bool IsShown(LogLevel level) => Outer.IsEnabled(level);

    /// <summary>Puts a line into the run's own log, past every filter but the level.</summary>
    internal void Keep(LogLevel level, string message, Exception? exception) =>
        Keep(Category, level, message, exception);

    /// <summary>Puts a line of another logger into the run's own log.</summary>
    internal void Keep(string category, LogLevel level, string message, Exception? exception, DateTimeOffset? time = null)
    {
        if (!IsKept(level))
        {
            return;
        }

        string text = RunLogText.Of(message, exception, _settings.MostBytes);
        Context.ReportedTo!.Report(Context is TaskRunContext task
            ? new RunLog(time ?? FlowClock.Now, level, category, text, task.TaskRun.FlowRunId, task.TaskRun.Id)
            : new RunLog(time ?? FlowClock.Now, level, category, text, ((FlowRunContext)Context).FlowRun.Id, null));
    }

    /// <summary>Whether entries of a level belong into the log that is kept.</summary>
    internal bool IsKept(LogLevel level) =>
        level >= _settings.Level && _settings.Keeps && Context.ReportedTo is { KeepsRuns: true } && !Prefect.Blocks.PrefectLogging.IsDisabled(Category);

    private void Write<TState>(LogLevel level, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ILogger outer = Outer;
        if (!outer.IsEnabled(level))
        {
            return;
        }

        RunLogScope scope = _scope ??= new RunLogScope(Context, _extra);
        using (outer.BeginScope(UserLogScope.Without(scope)))
        {
            outer.Log(level, eventId, state, exception, formatter);
        }
    }
}

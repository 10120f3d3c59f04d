using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Shell.Tests;

/// <summary>A test that runs commands in a folder of its own, and hears what is logged for it.</summary>
public abstract class ShellTest : IDisposable
{
    private readonly IDisposable _listening;

    protected ShellTest() => _listening = PrefectLogging.Listen(new Listener(Log, Mine));

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What was logged in this test's asynchronous flow; other tests run beside it.</summary>
    protected CapturedLog Log { get; } = new();

    protected TemporaryDirectory Folder { get; } = new();

    private AsyncLocal<bool> Mine { get; } = new() { Value = true };

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _listening.Dispose();
        Folder.Dispose();
    }

    protected IReadOnlyList<string> Logged() => [.. Log.Entries.Select(entry => entry.Message)];

    /// <summary>Waits until a file is there with something in it, and gives that.</summary>
    protected static async Task<string> AppearsAsync(string path)
    {
        while (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            await Task.Delay(10, Token);
        }

        return (await File.ReadAllTextAsync(path, Token)).Trim();
    }

    /// <summary>Whether a process runs; one that has ended and waits to be collected does not.</summary>
    protected static bool Runs(string pid)
    {
        try
        {
            string state = File.ReadAllText($"/proc/{pid}/stat");
            return state[(state.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private sealed class Listener(CapturedLog log, AsyncLocal<bool> mine) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Filter(log.CreateLogger(categoryName), mine);

        public void Dispose()
        {
        }
    }

    private sealed class Filter(ILogger inner, AsyncLocal<bool> mine) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => mine.Value && inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (mine.Value)
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}

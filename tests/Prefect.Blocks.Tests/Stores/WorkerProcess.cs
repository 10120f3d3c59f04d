using System.Collections.Concurrent;
using System.Diagnostics;

namespace Prefect.Blocks.Tests.Stores;

/// <summary>Another process that uses a store.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task _reading;
    private readonly ConcurrentQueue<string> _lines = new();

    private WorkerProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    /// <summary>The lines that the process has printed until now.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public static WorkerProcess Start(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Prefect.StoreWorker.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("PREFECT_DOTNET_KEY_RING");
        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>Waits for the end, which must be a good one.</summary>
    public async Task<IReadOnlyCollection<string>> FinishAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading;
        _process.ExitCode.ShouldBe(0, await _errors);
        return Lines;
    }

    /// <summary>Kills the process once it has printed a number of lines, and gives all that it printed.</summary>
    public async Task<IReadOnlyCollection<string>> KillAfterAsync(int lines, TimeSpan later, CancellationToken cancellationToken)
    {
        while (_lines.Count < lines && !_process.HasExited)
        {
            await Task.Delay(1, cancellationToken);
        }

        await Task.Delay(later, cancellationToken);
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
        await _reading;
        return Lines;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
        }
    }
}

using System.Diagnostics;
using Shouldly;

namespace Prefect.Flows.Tests.Locks;

/// <summary>Another process that uses locks.</summary>
internal sealed class LockWorker : IDisposable
{
    private readonly Process _process;
    private bool _isDisposed;

    private LockWorker(Process process) => _process = process;

    public static LockWorker Start(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Prefect.LockWorker.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new LockWorker(Process.Start(start)!);
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) => await _process.StandardOutput.ReadLineAsync(cancellationToken);

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        _process.ExitCode.ShouldBe(0);
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit(10_000);
        }

        _process.Dispose();
    }
}

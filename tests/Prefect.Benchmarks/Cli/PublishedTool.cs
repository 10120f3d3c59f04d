using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Prefect.Benchmarks;

/// <summary>The command, published for this machine with its code compiled ahead.</summary>
internal sealed class PublishedTool
{
    private readonly string _executable;

    private PublishedTool(string executable) => _executable = executable;

    public static async Task<PublishedTool> PublishAsync(string folder)
    {
        ProcessStartInfo publish = new("dotnet",
        [
            "publish", Path.Combine(ThisProgram.RepositoryRoot, "tools", "Prefect.Cli"), "-c", "Release",
            "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true", "-p:RunAnalyzers=false",
            "-o", folder, "-nologo", "-v", "q",
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(publish)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? new PublishedTool(Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet-prefect.exe" : "dotnet-prefect"))
            : throw new InvalidOperationException($"The command could not be published:\n{output}");
    }

    public async Task RunAsync(string home, IReadOnlyList<string> arguments)
    {
        using Process process = Start(home, arguments);
        await FinishAsync(process, arguments);
    }

    /// <summary>Gives the milliseconds from before the process is made until after it has ended.</summary>
    public async Task<double> TimeAsync(string home, IReadOnlyList<string> arguments)
    {
        long started = Stopwatch.GetTimestamp();
        using Process process = Start(home, arguments);
        await FinishAsync(process, arguments);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>
    /// Asks the system for the process's high-water mark about every millisecond until it ends. In runs of their own, since asking
    /// takes time.
    /// </summary>
    public async Task<double> PeakMebibytesAsync(string home, IReadOnlyList<string> arguments)
    {
        using Process process = Start(home, arguments);
        double peak = 0;
        await FinishAsync(process, arguments, async () =>
        {
            while (!process.HasExited)
            {
                peak = Math.Max(peak, PeakMebibytes(process));
                await Task.Delay(1);
            }
        });
        return peak;
    }

    private static double PeakMebibytes(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64 / (1024.0 * 1024);
        }
        catch (InvalidOperationException)
        {
            return 0; // It has ended between the two questions.
        }
    }

    private Process Start(string home, IReadOnlyList<string> arguments) =>
        Process.Start(new ProcessStartInfo(_executable, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(_executable),
            Environment = { ["PREFECT_HOME"] = home, ["PREFECT_API_URL"] = null, ["PREFECT_PROFILE"] = null },
        })!;

    private static async Task FinishAsync(Process process, IReadOnlyList<string> arguments, Func<Task>? meanwhile = null)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"'{string.Join(' ', arguments)}' ended with {process.ExitCode}:\n{await output}\n{await error}");
        }
    }
}

using System.Diagnostics;
using Prefect.Testing;

namespace Prefect.Demo.Tests;

/// <summary>Runs the main job as a person would, in a home of its own.</summary>
internal static class DemoRun
{
    public static async Task<(int ExitCode, string Output)> RunAsync(TemporaryDirectory home, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Prefect.Demo.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PREFECT_HOME"] = home.Path;
        start.Environment.Remove("PREFECT_API_URL");
        start.Environment.Remove("PREFECT_PROFILE");
        using Process process = Process.Start(start)!;
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output + await errors);
    }
}

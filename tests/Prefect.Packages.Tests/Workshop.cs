using System.Diagnostics;
using Prefect.Testing;

namespace Prefect.Packages.Tests;

/// <summary>A folder outside of the checkout in which commands run as they would on a machine that never saw these packages.</summary>
internal sealed class Workshop : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string Path => _directory.Path;

    /// <summary>The home folder of Prefect for everything that runs here.</summary>
    public string Home => _directory.Combine("home");

    public string Combine(string relative) => _directory.Combine(relative);

    public string Write(string relative, string content) => _directory.WriteFile(relative, content);

    public Task<CommandResult> DotnetAsync(string folder, params IEnumerable<string> arguments) => RunAsync("dotnet", folder, arguments);

    /// <summary>Runs a command that talks to a package source: a network that hiccups is asked again.</summary>
    public async Task<CommandResult> DotnetWithRetriesAsync(string folder, params IReadOnlyList<string> arguments)
    {
        const int Attempts = 3;
        for (int attempt = 1; ; attempt++)
        {
            CommandResult result = await DotnetAsync(folder, arguments);
            if (result.ExitCode == 0 || attempt == Attempts)
            {
                return result.ShouldSucceed();
            }
        }
    }

    public async Task<CommandResult> RunAsync(string program, string folder, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        Prepare(start.Environment);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new CommandResult(string.Join(' ', [System.IO.Path.GetFileName(program), .. start.ArgumentList]), process.ExitCode, output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public void Dispose() => _directory.Dispose();

    private void Prepare(IDictionary<string, string?> environment)
    {
        // What the test runner's own dotnet leaves behind would steer the one started here.
        foreach (string name in environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("PREFECT", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            environment.Remove(name);
        }

        environment.Remove("CI");
        environment["NUGET_PACKAGES"] = Combine("nuget");
        environment["PREFECT_HOME"] = Home;
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["MSBUILDDISABLENODEREUSE"] = "1";
    }
}

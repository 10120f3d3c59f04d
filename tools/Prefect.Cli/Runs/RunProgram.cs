using System.Diagnostics;
using System.Globalization;

namespace Prefect.Cli;

/// <summary>A program whose flows the tool has executed.</summary>
internal sealed class RunProgram
{
    /// <summary>Tells the program which run it is to execute.</summary>
    public const string IdVariable = "PREFECT__FLOW_RUN_ID";

    private readonly Invocation _invocation;

    private RunProgram(Invocation invocation, string file) => (_invocation, File) = (invocation, file);

    /// <summary>Its assembly.</summary>
    public string File { get; }

    /// <exception cref="CommandFailedException">There is no such file, or no program in the project of this folder.</exception>
    public static RunProgram Find(Invocation invocation, string? path)
    {
        if (path is null)
        {
            ProjectFolder project = new(invocation.Host);
            return new RunProgram(invocation, project.Program ?? throw new CommandFailedException(
                $"There is no program in {project.Description}. Go to the project that runs the flow and build it, or name its program: --program path/to/App.dll"));
        }

        string file = invocation.Host.FullPath(path);
        return System.IO.File.Exists(file)
            ? new RunProgram(invocation, file)
            : throw new CommandFailedException($"There is no file {Printable.Short(file, 400)}. Check the path, or build the project first.");
    }

    /// <summary>Runs the program with the streams of the tool, and gives its exit code. The program is ended when the tool is.</summary>
    public async Task<int> ExecuteAsync(Guid run, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using Process process = Start(run, arguments);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(Guid run, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(_invocation.Host.Variable("DOTNET_HOST_PATH") ?? "dotnet", [File, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = _invocation.Host.CurrentDirectory,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in _invocation.Host.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment[IdVariable] = run.ToString("D", CultureInfo.InvariantCulture);
        if (_invocation.Profile is { } profile)
        {
            start.Environment["PREFECT_PROFILE"] = profile;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new CommandFailedException($"Cannot start '{start.FileName}' to run {File}: {exception.Message}. Is .NET installed, and on the PATH?", exception);
        }
    }
}

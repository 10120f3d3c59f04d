using Microsoft.Extensions.Logging;

namespace Prefect.Shell;

/// <summary>What is run, and what becomes of its output.</summary>
internal sealed record ShellRun
{
    public required IReadOnlyList<string> Commands { get; init; }

    public required ShellLanguage Language { get; init; }

    public required IReadOnlyDictionary<string, string?> Environment { get; init; }

    public string? WorkingDirectory { get; init; }

    public required ILogger Logger { get; init; }

    public ShellOptions Options { get; init; } = ShellOptions.Default;

    /// <summary>Level at which output is logged; null for not at all.</summary>
    public LogLevel? OutputLevel { get; init; }

    /// <summary>Takes the lines in place of keeping those of the output.</summary>
    public Func<ChildLine, ValueTask>? Taker { get; init; }

    /// <summary>Starts it.</summary>
    /// <exception cref="ShellException">The shell is not there or cannot be started.</exception>
    public ShellProcess Start()
    {
        ShellScript script = ShellScript.Write(Commands, Language);
        try
        {
            ChildProgram program = new(FindProgram() ?? Language.Programs[0], [.. Language.Arguments, script.Path])
            {
                Environment = Environment,
                WorkingDirectory = WorkingDirectory,
                Grace = Options.Grace,
            };
            return new ShellProcess(this, script, program);
        }
        catch
        {
            script.Dispose();
            throw;
        }
    }

    /// <summary>Gives the path of the shell; null when there is none.</summary>
    public string? FindProgram() =>
        Language.Programs.Select(name => ExecutableSearch.Find(name, WorkingDirectory, Variable)).FirstOrDefault(static found => found is not null);

    private string? Variable(string name) =>
        Environment.TryGetValue(name, out string? value) ? value : System.Environment.GetEnvironmentVariable(name);
}

using System.Collections;
using System.Text;
using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>What surrounds a command: its streams, folders, variables and store.</summary>
public sealed record CliHost
{
    /// <summary>What is typed or piped in.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Takes results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Takes errors and questions.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Folder that relative paths start from and whose project is looked at.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>Folder of the tool and of the packages that come with it.</summary>
    public required string ToolDirectory { get; init; }

    /// <summary>Whether somebody types at <see cref="Input"/>, so that questions make sense.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Whether somebody looks at <see cref="Output"/>, so that colours and line ends fitted to a width make sense.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Characters in a line of the terminal.</summary>
    public int TerminalWidth { get; init; } = 80;

    /// <summary>Reads a line without showing it. Default: as any other line.</summary>
    public Func<CancellationToken, string?>? ReadHidden { get; init; }

    /// <summary>Opens the store. Default: the one that the settings choose.</summary>
    public Func<IBlockStore>? OpenStore { get; init; }

    /// <summary>Opens the store of runs and of what flows share. Default: the one that the settings choose.</summary>
    public Func<IRunStore>? OpenRunStore { get; init; }

    /// <summary>Gives what surrounds this process.</summary>
    public static CliHost OfProcess()
    {
        bool isTerminal = !Console.IsOutputRedirected;
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        return new CliHost
        {
            Input = new ConsoleInput(),
            Output = Console.Out,
            Error = Console.Error,
            Environment = ProcessEnvironment(),
            CurrentDirectory = Directory.GetCurrentDirectory(),
            ToolDirectory = AppContext.BaseDirectory,
            IsInputTerminal = !Console.IsInputRedirected,
            IsOutputTerminal = isTerminal,
            TerminalWidth = isTerminal ? Math.Max(Console.WindowWidth, 40) : int.MaxValue,
            ReadHidden = HiddenInput.ReadLine,
        };
    }

    /// <summary>Gives a variable, or null where it is not set or empty.</summary>
    internal string? Variable(string name) =>
        Environment.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    /// <summary>Gives an absolute path from one that may be relative to the current folder.</summary>
    internal string FullPath(string path) => Path.GetFullPath(path, CurrentDirectory);

    private static Dictionary<string, string> ProcessEnvironment()
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return variables;
    }
}

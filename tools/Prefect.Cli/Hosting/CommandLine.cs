using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>The tool: takes what was typed, does it, and answers with an exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs a command.</summary>
    /// <param name="args">What was typed behind the tool's name.</param>
    /// <param name="host">What surrounds the command.</param>
    /// <param name="cancellationToken">Interrupts the command.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            ParseResult typed = CommandTree.Build(args, host).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            return WantsHelp(typed) || typed.Errors.Count == 0
                ? await InvokeAsync(typed, host, cancellationToken)
                : Refuse(typed, host);
        }
#pragma warning disable CA1031 // The outermost frame: whatever went wrong becomes one readable paragraph.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Failure.Report(exception, host, cancellationToken);
        }
    }

    private static Task<int> InvokeAsync(ParseResult typed, CliHost host, CancellationToken cancellationToken) =>
        typed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = host.Output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            },
            cancellationToken);

    private static bool WantsHelp(ParseResult typed) => typed.Action is HelpAction;

    private static int Refuse(ParseResult typed, CliHost host)
    {
        Command command = typed.CommandResult.Command;
        if (command is RootCommand && typed.UnmatchedTokens.Count > 0 && PythonCommands.Pointer(typed.UnmatchedTokens[0]) is { } pointer)
        {
            host.Error.WriteLine(pointer);
            return ExitCodes.WrongUsage;
        }

        string path = CommandTree.PathOf(typed.CommandResult);
        string problem = command is CliCommand
            ? string.Join(' ', typed.Errors.Select(error => error.Message))
            : GroupProblem(command, path, typed.UnmatchedTokens);
        host.Error.WriteLine(Printable.Of($"{problem} See: {path} --help"));
        return ExitCodes.WrongUsage;
    }

    private static string GroupProblem(Command group, string path, IReadOnlyList<string> unmatched)
    {
        string problem = unmatched.Count == 0
            ? $"'{path}' needs a command behind it."
            : $"'{path}' has no command or option '{Printable.Short(unmatched[0], 60)}'.";
        return $"{problem} There are: {string.Join(", ", group.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name))}.";
    }
}

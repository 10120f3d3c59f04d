using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Shell;

/// <summary>Runs single commands without a <see cref="ShellOperation"/> block: as methods, and as tasks to be run, submitted or mapped.</summary>
[SyncTwins]
public static partial class ShellTasks
{
    /// <summary>Runs a command, and gives the last line of its output.</summary>
    /// <param name="command">The command.</param>
    /// <param name="env">Variables that are laid over those of this process. A value may be a reference to a secret.</param>
    /// <param name="helperCommand">A command to be run before, in the same shell: <c>cd</c> for one.</param>
    /// <param name="shell">Program that the script is given to. Default: bash, on Windows PowerShell.</param>
    /// <param name="extension">End of the script's name. Default: none; PowerShell's is <c>.ps1</c>.</param>
    /// <param name="streamLevel">Level at which its output is logged as it is written; <see cref="LogLevel.None"/> for not at all.</param>
    /// <param name="cwd">Folder that it begins in. Default: that of this process.</param>
    /// <param name="cancellationToken">Ends the command, with all that it has started.</param>
    /// <returns>The last line that is not empty; an empty text when there is none.</returns>
    /// <exception cref="ArgumentException">The command is null or empty, or an argument has a value that cannot be used.</exception>
    /// <exception cref="ShellException">The shell is not there, or the command ended with another code than 0.</exception>
    [FlowTask]
    public static async Task<string> ShellRunCommandAsync(
        string command,
        SecretDictionary? env = null,
        string? helperCommand = null,
        string? shell = null,
        string? extension = null,
        LogLevel streamLevel = LogLevel.Information,
        string? cwd = null,
        CancellationToken cancellationToken = default)
    {
        ShellRun run = ToRun(command, env, helperCommand, (shell, extension), cwd) with { OutputLevel = LevelOf(streamLevel) };
        return await RunAsync(run, static process => process.LastLine ?? "", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a command, and gives all lines of its output that are not empty: what <c>return_all</c> is in Python.</summary>
    /// <inheritdoc cref="ShellRunCommandAsync" path="/param"/>
    /// <inheritdoc cref="ShellRunCommandAsync" path="/exception"/>
    [FlowTask]
    public static async Task<IReadOnlyList<string>> ShellRunCommandLinesAsync(
        string command,
        SecretDictionary? env = null,
        string? helperCommand = null,
        string? shell = null,
        string? extension = null,
        LogLevel streamLevel = LogLevel.Information,
        string? cwd = null,
        CancellationToken cancellationToken = default)
    {
        ShellRun run = ToRun(command, env, helperCommand, (shell, extension), cwd) with { OutputLevel = LevelOf(streamLevel) };
        return await RunAsync(run, static process => process.Lines, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<T> RunAsync<T>(ShellRun run, Func<ShellProcess, T> result, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ShellProcess process = run.Start();
        await using (process.ConfigureAwait(false))
        {
            int code = await process.CodeAsync(cancellationToken).ConfigureAwait(false);
            if (code == 0)
            {
                return result(process);
            }

            string errors = process.ErrorOutput;
            throw process.Failure(code, $"Command failed with exit code {code}:\n{(errors.Length > 0 ? errors : process.LastLine)}");
        }
    }

    private static ShellRun ToRun(string command, SecretDictionary? env, string? helperCommand, (string? Shell, string? Extension) how, string? cwd)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        if (cwd is not null && !Directory.Exists(cwd))
        {
            throw new ShellConfigurationException("cwd", $"The folder '{cwd}' that the command is to begin in is not there.");
        }

        string[] commands = helperCommand is null ? [command] : [helperCommand, command];
        return new ShellRun
        {
            Commands = ShellCommands.Checked(commands, "command"),
            Language = ShellLanguage.Of(how.Shell, ShellCommands.CheckedExtension(how.Extension ?? (OperatingSystem.IsWindows() ? null : "")), OperatingSystem.IsWindows()),
            Environment = ShellEnvironment.Reveal(env),
            WorkingDirectory = cwd,
            Logger = PrefectLogging.CreateLogger(typeof(ShellTasks)),
        };
    }

    private static LogLevel? LevelOf(LogLevel level) => level == LogLevel.None ? null : level;
}

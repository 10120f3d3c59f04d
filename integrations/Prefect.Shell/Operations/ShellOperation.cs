using System.Runtime.CompilerServices;
using Prefect.Blocks;

namespace Prefect.Shell;

/// <summary>Commands for a shell, run as one script: what one of them sets, the next ones have.</summary>
/// <remarks>
/// Commands after one that fails are run all the same, and the code is that of the last one: begin with <c>set -e</c> to stop at the first
/// failure. What is still running when the operation ends is ended with it: a script that starts something in the background waits for it with
/// <c>wait</c>.
/// </remarks>
/// <example>
/// <code>
/// ShellOperation export = await ShellOperation.LoadAsync("export");
/// IReadOnlyList&lt;string&gt; lines = await export.RunAsync();
/// </code>
/// </example>
[Block(
    "Shell Operation",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/0b47a017e1b40381de770c17647c49cdf6388d1c-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-shell")]
public sealed partial record ShellOperation : Block, IJob<IReadOnlyList<string>>, ICheckable, IAsyncDisposable, IDisposable
{
    // Kept beside the block and not in it: it is no part of its data, and a copy has its own.
    private static readonly ConditionalWeakTable<ShellOperation, ShellProcesses> s_processes = [];

    private ShellOptions _options = ShellOptions.Default;

    /// <summary>The commands, in their order.</summary>
    public required IReadOnlyList<string> Commands { get; init; }

    /// <summary>Whether what the commands write is logged. It is kept either way.</summary>
    public bool StreamOutput { get; init; } = true;

    /// <summary>
    /// Variables that are laid over those of this process. A value may be a reference to a secret. Values that look like secrets, by their names or
    /// by themselves, are masked in what is logged.
    /// </summary>
    [BlockField(Title = "Environment Variables", PlainOnWire = true, Schema = """{"type": "object"}""")]
    public SecretDictionary Env { get; init; } = [];

    /// <summary>Folder that the commands begin in. Default: that of this process.</summary>
    /// <exception cref="ShellConfigurationException">There is no such folder.</exception>
    [BlockField(Title = "Working Directory", Format = "directory-path")]
    public string? WorkingDir
    {
        get;
        init => field = value is null || Directory.Exists(value)
            ? value
            : throw new ShellConfigurationException("working_dir", $"The folder '{value}' of the shell operation is not there: make it, or change working_dir.");
    }

    /// <summary>Program that the script is given to. Default: bash, on Windows PowerShell.</summary>
    public string? Shell { get; init; }

    /// <summary>End of the script's name. Default: <c>.sh</c>, on Windows <c>.ps1</c>, which goes to PowerShell whatever the shell is.</summary>
    public string? Extension { get; init; }

    /// <summary>Limits and success codes. They are no part of the document.</summary>
    public ShellOptions Options => _options;

    private ShellProcesses Processes => s_processes.GetOrCreateValue(this);

    /// <summary>Gives the same operation with other limits and success codes.</summary>
    /// <param name="options">The limits and codes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public ShellOperation WithOptions(ShellOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return this with { _options = options };
    }

    /// <summary>Starts the commands. They run until they are done, or until the process or this operation is closed.</summary>
    /// <param name="cancellationToken">Ends the starting, not the commands.</param>
    /// <exception cref="ShellConfigurationException">A property has a value that cannot be used.</exception>
    /// <exception cref="ShellException">The shell is not there or cannot be started.</exception>
    public Task<ShellProcess> TriggerAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ShellProcess process = ToRun().Start();
        Processes.Add(process);
        return Task.FromResult(process);
    }

    /// <summary>Runs the commands, and gives the lines of their output: without empty ones, and without white space at their ends.</summary>
    /// <param name="cancellationToken">Ends the commands, with all that they have started.</param>
    /// <exception cref="ShellConfigurationException">A property has a value that cannot be used.</exception>
    /// <exception cref="ShellException">The shell is not there, or the commands ended with a code that is no success.</exception>
    /// <exception cref="TimeoutException">They took longer than <see cref="ShellOptions.Timeout"/>, and were ended.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ShellProcess process = ToRun().Start();
        await using (process.ConfigureAwait(false))
        {
            await process.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
            return await process.FetchResultAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Runs the commands and gives each line as it is written, of both pipes and as it is, without logging it. Nothing is kept: an output without
    /// end needs no memory. Whoever stops asking ends the commands.
    /// </summary>
    /// <param name="cancellationToken">Ends the commands, with all that they have started.</param>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    public IAsyncEnumerable<ChildLine> StreamAsync(CancellationToken cancellationToken = default) => ShellStream.ReadAsync(ToRun(), cancellationToken);

    /// <summary>Ends what this operation has triggered, and removes its files. Closing it again does nothing.</summary>
    /// <param name="cancellationToken">Ends the waiting for that.</param>
    public Task CloseAsync(CancellationToken cancellationToken = default) => Processes.CloseAsync(cancellationToken);

    /// <summary>Looks whether the shell is there. Nothing is run.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => BlockProbe.RunAsync(
        (probe, token) =>
        {
            token.ThrowIfCancellationRequested();
            ShellRun run = ToRun();
            probe.Enter(BlockCheckStage.Resource);
            return Task.FromResult(run.FindProgram() is { } program
                ? probe.Pass($"The commands are given to '{program}'.")
                : probe.Fail($"No folder of PATH has a program '{run.Language.Programs[0]}': install it, or change shell."));
        },
        cancellationToken: cancellationToken);

    /// <inheritdoc/>
    void IDisposable.Dispose() => Close();

    /// <inheritdoc/>
    async ValueTask IAsyncDisposable.DisposeAsync() => await CloseAsync(CancellationToken.None).ConfigureAwait(false);

    async Task<IJobRun<IReadOnlyList<string>>> IJob<IReadOnlyList<string>>.TriggerAsync(CancellationToken cancellationToken) =>
        await TriggerAsync(cancellationToken).ConfigureAwait(false);

    private ShellRun ToRun() => new()
    {
        Commands = ShellCommands.Checked(Commands, "commands"),
        Language = ShellLanguage.Of(Shell, ShellCommands.CheckedExtension(Extension), OperatingSystem.IsWindows()),
        Environment = ShellEnvironment.Reveal(Env),
        WorkingDirectory = WorkingDir,
        Logger = Logger,
        Options = _options,
        OutputLevel = StreamOutput ? Microsoft.Extensions.Logging.LogLevel.Information : null,
    };
}

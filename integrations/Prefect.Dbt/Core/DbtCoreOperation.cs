using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Prefect.Blocks;
using Prefect.Shell;

namespace Prefect.Dbt;

/// <summary>Commands of dbt for a shell, run as one script, with the profile that a block holds.</summary>
/// <remarks>
/// Each command gets <c>--profiles-dir</c>, and <c>--project-dir</c> where one is set. A <c>profiles.yml</c> that is written for the commands is in a
/// folder of its own, may be read by this user alone, and is taken away afterwards.
/// </remarks>
/// <example>
/// <code>
/// DbtCoreOperation nightly = await DbtCoreOperation.LoadAsync("nightly");
/// IReadOnlyList&lt;string&gt; lines = await nightly.RunAsync();
/// </code>
/// </example>
[Block(
    "dbt Core Operation",
    Logo = "https://images.ctfassets.net/gm98wzqotmnx/5zE9lxfzBHjw3tnEup4wWL/9a001902ed43a84c6c96d23b24622e19/dbt-bit_tm.png?h=250",
    Documentation = "https://docs.prefect.io/integrations/prefect-dbt")]
public sealed partial record DbtCoreOperation : Block, IJob<IReadOnlyList<string>>, ICheckable, IAsyncDisposable, IDisposable
{
    // Kept beside the block and not in it: it is no part of its data, and a copy has its own.
    private static readonly ConditionalWeakTable<DbtCoreOperation, DbtCoreRuns> s_runs = [];

    private ShellOptions _options = ShellOptions.Default;

    /// <summary>The commands, in their order, such as <c>dbt build</c>.</summary>
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
    /// <exception cref="DbtConfigurationException">There is no such folder.</exception>
    [BlockField(Title = "Working Directory", Format = "directory-path")]
    public string? WorkingDir
    {
        get;
        init => field = value is null || Directory.Exists(value)
            ? value
            : throw new DbtConfigurationException("working_dir", $"The folder '{value}' of the dbt operation is not there: make it, or change working_dir.");
    }

    /// <summary>Program that the script is given to. Default: bash, on Windows PowerShell.</summary>
    public string? Shell { get; init; }

    /// <summary>End of the script's name. Default: <c>.sh</c>, on Windows <c>.ps1</c>.</summary>
    public string? Extension { get; init; }

    /// <summary>Folder of <c>profiles.yml</c>. Default: what <c>DBT_PROFILES_DIR</c> says, here or in the process, or else <c>~/.dbt</c>.</summary>
    [BlockField(Format = "path")]
    public string? ProfilesDir { get; init; }

    /// <summary>Folder of the project: that of <c>dbt_project.yml</c>. Default: that which the commands begin in, or one above it.</summary>
    [BlockField(Format = "path")]
    public string? ProjectDir { get; init; }

    /// <summary>Whether the profile of the block is used in place of a <c>profiles.yml</c> that is there, which stays as it is.</summary>
    public bool OverwriteProfiles { get; init; } = false;

    /// <summary>What <c>profiles.yml</c> is to hold. Default: there is one already.</summary>
    public DbtCliProfile? DbtCliProfile { get; init; }

    /// <summary>Limits and success codes. They are no part of the document.</summary>
    public ShellOptions Options => _options;

    private DbtCoreRuns Runs => s_runs.GetOrCreateValue(this);

    /// <summary>Gives the same operation with other limits and success codes.</summary>
    /// <param name="options">The limits and codes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public DbtCoreOperation WithOptions(ShellOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return this with { _options = options };
    }

    /// <summary>Starts the commands. They run until they are done, or until the run or this operation is closed.</summary>
    /// <param name="cancellationToken">Ends the starting, not the commands.</param>
    /// <exception cref="DbtConfigurationException">There is no profile, or one that may not be replaced, or a setting in it is missing.</exception>
    /// <exception cref="ShellConfigurationException">A property has a value that cannot be used.</exception>
    /// <exception cref="ShellException">The shell is not there or cannot be started.</exception>
    public async Task<DbtCoreRun> TriggerAsync(CancellationToken cancellationToken = default)
    {
        DbtCoreRun run = await StartAsync(cancellationToken).ConfigureAwait(false);
        Runs.Add(run);
        return run;
    }

    /// <summary>Runs the commands, and gives the lines of their output: without empty ones, and without white space at their ends.</summary>
    /// <param name="cancellationToken">Ends the commands, with all that they have started.</param>
    /// <exception cref="DbtConfigurationException">There is no profile, or one that may not be replaced, or a setting in it is missing.</exception>
    /// <exception cref="ShellConfigurationException">A property has a value that cannot be used.</exception>
    /// <exception cref="ShellException">The shell is not there, or the commands ended with a code that is no success.</exception>
    /// <exception cref="TimeoutException">They took longer than <see cref="ShellOptions.Timeout"/>, and were ended.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken = default)
    {
        DbtCoreRun run = await StartAsync(cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            await run.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
            return await run.FetchResultAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends what this operation has triggered, and removes its files. Closing it again does nothing.</summary>
    /// <param name="cancellationToken">Ends the waiting for that.</param>
    public Task CloseAsync(CancellationToken cancellationToken = default) => Runs.CloseAsync(cancellationToken);

    /// <summary>Looks whether there is a profile, a project where one is set, and the shell. Nothing is run or written.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => BlockProbe.RunAsync(
        async (probe, token) =>
        {
            token.ThrowIfCancellationRequested();
            string profiles = ProfilesFile.In(FindProfilesDir());
            if (DbtCliProfile is null && !File.Exists(profiles))
            {
                return probe.Fail($"There is no '{profiles}': make it, set profiles_dir to its folder, or give dbt_cli_profile.");
            }

            if (ProjectDir is { } project && !File.Exists(Path.Combine(WorkingDir ?? "", HomePath.Expand(project), "dbt_project.yml")))
            {
                return probe.Fail($"There is no dbt_project.yml in '{project}': change project_dir.");
            }

            return await ToShell(Commands).CheckAsync(token).ConfigureAwait(false);
        },
        cancellationToken: cancellationToken);

    /// <inheritdoc/>
    void IDisposable.Dispose() => Close();

    /// <inheritdoc/>
    async ValueTask IAsyncDisposable.DisposeAsync() => await CloseAsync(CancellationToken.None).ConfigureAwait(false);

    async Task<IJobRun<IReadOnlyList<string>>> IJob<IReadOnlyList<string>>.TriggerAsync(CancellationToken cancellationToken) =>
        await TriggerAsync(cancellationToken).ConfigureAwait(false);

    private async Task<DbtCoreRun> StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string folder = FindProfilesDir();
        _ = DbtCoreCommands.Complete(Commands, folder, ProjectDir);
        DbtProfilesLease profiles = await DbtProfilesFolder.PrepareAsync(folder, DbtCliProfile, OverwriteProfiles, cancellationToken).ConfigureAwait(false);
        try
        {
            ShellOperation shell = ToShell(DbtCoreCommands.Complete(Commands, profiles.Folder, ProjectDir));
            return new DbtCoreRun(await shell.TriggerAsync(cancellationToken).ConfigureAwait(false), profiles);
        }
        catch
        {
            profiles.Dispose();
            throw;
        }
    }

    private string FindProfilesDir() => DbtProfilesFolder.Choose(
        ProfilesDir,
        name => Env is not null && Env.Keys.Contains(name, StringComparer.Ordinal) ? (string?)Env.Reveal(static (_, _) => false)[name] : null,
        Environment.GetEnvironmentVariable);

    [SuppressMessage("Reliability", "CA2000", Justification = "It has started nothing, and there is nothing to dispose of.")]
    private ShellOperation ToShell(IReadOnlyList<string> commands) => new ShellOperation
    {
        Commands = commands,
        StreamOutput = StreamOutput,
        Env = Env,
        WorkingDir = WorkingDir,
        Shell = Shell,
        Extension = Extension,
    }.WithOptions(_options);
}

using System.Collections.ObjectModel;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Shell;

namespace Prefect.Dbt;

/// <summary>
/// Runs commands of dbt Core. Inside a flow or task each node of the project is a task run of its own, with the lines that dbt logs about
/// it, and seeds, models and snapshots are assets. References to blocks and variables in <c>profiles.yml</c> are followed.
/// </summary>
/// <remarks>
/// It starts the program <c>dbt</c>, which has to be installed with the adapter of the database. Several commands may be run at once.
/// </remarks>
/// <example>
/// <code>
/// PrefectDbtRunner runner = new() { Settings = new PrefectDbtSettings { ProjectDir = "shop" } };
/// DbtInvocationResult result = await runner.InvokeAsync(["build", "--select", "orders+"]);
/// </code>
/// </example>
[SyncTwins]
public sealed partial class PrefectDbtRunner
{
    private readonly List<DbtHook> _hooks = [];
    private volatile DbtInvocation? _last;

    /// <summary>The manifest of the project. Default: the one that dbt writes when it parses the project.</summary>
    public DbtManifest? Manifest { get; init; }

    /// <summary>Where dbt finds its files, and what is logged. Default: what the environment says.</summary>
    public PrefectDbtSettings Settings { get; init; } = new();

    /// <summary>Whether nodes that fail make <see cref="InvokeAsync"/> throw. Default: yes.</summary>
    public bool RaiseOnFailure { get; init; } = true;

    /// <summary>Whether the compiled code of models is put into the descriptions of their assets. Default: no.</summary>
    public bool IncludeCompiledCode { get; init; }

    /// <summary>Whether no node is an asset, whatever the project says. Default: no.</summary>
    public bool DisableAssets { get; init; }

    /// <summary>Folder that dbt writes to, below that of the project: of the last command, else of the settings.</summary>
    public string TargetPath => Folders.TargetPath;

    /// <summary>Folder of <c>profiles.yml</c>: of the last command, else of the settings.</summary>
    public string ProfilesDir => Folders.Profiles;

    /// <summary>Folder of the project: of the last command, else of the settings.</summary>
    public string ProjectDir => Folders.Project;

    /// <summary>What is logged of that which dbt tells: of the last command, else of the settings.</summary>
    public DbtLogLevel LogLevel => _last?.Level ?? Settings.LogLevel;

    private DbtFolders Folders => _last?.Folders ?? new DbtFolders(Settings.ProjectDir, Settings.ProfilesDir, Settings.TargetPath);

    /// <summary>Gives what an entry of dbt's log says.</summary>
    /// <param name="dbtEvent">The entry.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dbtEvent"/> is null.</exception>
    public static string GetDbtEventMsg(DbtEvent dbtEvent)
    {
        ArgumentNullException.ThrowIfNull(dbtEvent);
        return dbtEvent.Message;
    }

    /// <summary>Gives the manifest: <see cref="Manifest"/>, else the file that dbt has written.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtConfigurationException">dbt has written none.</exception>
    /// <exception cref="JsonException">The file is no JSON object.</exception>
    public async Task<DbtManifest> LoadManifestAsync(CancellationToken cancellationToken = default)
    {
        string path = Folders.Manifest;
        return Manifest ?? (File.Exists(path)
            ? await DbtManifest.LoadAsync(path, cancellationToken).ConfigureAwait(false)
            : throw new DbtConfigurationException("target_path", $"There is no manifest '{path}': run dbt parse, or another command that parses the project."));
    }

    /// <summary>Gives which nodes build on which.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtConfigurationException">dbt has written no manifest.</exception>
    /// <exception cref="JsonException">The file is no JSON object.</exception>
    public async Task<DbtGraph> GetGraphAsync(CancellationToken cancellationToken = default) =>
        new(await LoadManifestAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Gives the name of the project.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The name; empty where the manifest has none.</returns>
    /// <exception cref="DbtConfigurationException">dbt has written no manifest.</exception>
    /// <exception cref="JsonException">The file is no JSON object.</exception>
    public async Task<string> GetProjectNameAsync(CancellationToken cancellationToken = default) =>
        (await LoadManifestAsync(cancellationToken).ConfigureAwait(false)).Metadata.ProjectName ?? "";

    /// <summary>Runs a command.</summary>
    /// <param name="args">The arguments: the command, and its flags.</param>
    /// <param name="kwargs">
    /// Further flags by name, with underscores: see <see cref="DbtArguments.FromKwargs"/>. <c>target_path</c>, <c>profiles_dir</c>,
    /// <c>project_dir</c> and <c>log_level</c> win over the settings, here and as flags.
    /// </param>
    /// <param name="cancellationToken">Ends dbt.</param>
    /// <exception cref="ArgumentException">There are no arguments.</exception>
    /// <exception cref="DbtConfigurationException">
    /// There is no <c>profiles.yml</c>, it refers to what is not there, or a retry finds no earlier results.
    /// </exception>
    /// <exception cref="DbtRunException">
    /// dbt failed, or could not be started; or nodes failed and <see cref="RaiseOnFailure"/> is on.
    /// </exception>
    public async Task<DbtInvocationResult> InvokeAsync(
        IReadOnlyList<string> args, IReadOnlyDictionary<string, object?>? kwargs = null, CancellationToken cancellationToken = default)
    {
        RunContext? run = RunContext.Current;
        ILogger logger = run is null ? PrefectLogging.CreateLogger(typeof(PrefectDbtRunner)) : RunLogger.For(run);
        DbtInvocation invocation = await PrepareAsync(DbtInvocation.Of(args, kwargs, Settings, logger), cancellationToken).ConfigureAwait(false);
        _last = invocation;
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, run?.CancellationToken ?? CancellationToken.None);
        DbtInvocationResult result = await RunAsync(invocation, ending.Token).ConfigureAwait(false);
        return result switch
        {
            { Error: { } error } => throw new DbtRunException(
                $"dbt could not carry out '{string.Join(' ', invocation.Args)}': {error}", result),
            { Success: false } when RaiseOnFailure => throw new DbtRunException(
                $"Failures detected during invocation of dbt command '{string.Join(' ', invocation.Args)}':\n{string.Join('\n', result.Failures)}", result),
            _ => result,
        };
    }

    /// <summary>Lets tests hold up what builds on them also in a retry of a build.</summary>
    private static async Task<DbtInvocation> PrepareAsync(DbtInvocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Command != "retry")
        {
            return invocation;
        }

        string path = invocation.Folders.RunResults;
        if (!File.Exists(path))
        {
            throw new DbtConfigurationException("target_path", $"There is nothing to retry: dbt has left no results at '{path}'.");
        }

        DbtRunResults previous = await DbtRunResults.LoadAsync(path, cancellationToken).ConfigureAwait(false);
        return invocation with { TestsHoldUp = previous.Args.Text("which") == "build" };
    }

    private async Task<DbtInvocationResult> RunAsync(DbtInvocation invocation, CancellationToken cancellationToken)
    {
        using ResolvedProfiles? profiles = await ProfilesAsync(invocation, cancellationToken).ConfigureAwait(false);
        string profilesDir = profiles?.DirectoryPath ?? invocation.Folders.Profiles;
        DbtProgram program = new(Settings.Executable, invocation.Level, profiles?.Variables ?? ReadOnlyDictionary<string, string>.Empty);
        DbtHooks hooks = Hooks(invocation.Logger);
        DbtSession session = new(this, invocation, hooks, cancellationToken);
        try
        {
            if (!hooks.IsEmpty)
            {
                await hooks.SelectAsync(selection => session.SelectAsync(program, profilesDir, selection, cancellationToken)).ConfigureAwait(false);
                await hooks.CallAsync(Context(invocation, DbtHookEvent.RunStart)).ConfigureAwait(false);
            }

            DbtInvocationResult result = await session.RunAsync(program, profilesDir, cancellationToken).ConfigureAwait(false);
            await hooks.CallAsync(Ended(invocation, result)).ConfigureAwait(false);
            return result;
        }
        catch (ShellException exception)
        {
            throw new DbtRunException($"{exception.Message} It is the program of dbt Core; name it with Executable of the settings.", null, exception);
        }
    }

    private static async Task<ResolvedProfiles?> ProfilesAsync(DbtInvocation invocation, CancellationToken cancellationToken) =>
        DbtCommand.NeedsNoProfile(invocation.Command) && !File.Exists(ProfilesFile.In(invocation.Folders.Profiles))
            ? null
            : await ResolvedProfiles.CreateAsync(invocation.Folders.Profiles, cancellationToken).ConfigureAwait(false);

    private DbtHookContext Context(DbtInvocation invocation, DbtHookEvent when) =>
        new() { Event = when, Command = invocation.Command, Owner = this, Args = invocation.Args };

    private DbtHookContext Ended(DbtInvocation invocation, DbtInvocationResult result)
    {
        Dictionary<string, DbtRunResult> results = new(StringComparer.Ordinal);
        foreach (DbtRunResult node in result.RunResults?.Results ?? [])
        {
            results[node.UniqueId] = node;
        }

        return Context(invocation, DbtHookEvent.RunEnd) with
        {
            Status = result.Success ? DbtHookStatus.Success : DbtHookStatus.Error,
            RunResults = results,
            Error = result.Error ?? (result.Failures.Count > 0 ? string.Join('\n', result.Failures) : null),
            NodeIds = [.. results.Keys],
        };
    }

    private DbtHooks Hooks(ILogger logger)
    {
        lock (_hooks)
        {
            return new DbtHooks([.. _hooks], logger);
        }
    }
}

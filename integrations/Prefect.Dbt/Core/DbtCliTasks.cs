using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Shell;

namespace Prefect.Dbt;

/// <summary>
/// Commands of dbt's command line, each with a run of its own: as methods, and as tasks to be run, submitted or mapped. What dbt tells is logged, and
/// nodes that fail let the task fail.
/// </summary>
[SyncTwins]
public static partial class DbtCliTasks
{
    /// <summary>Runs a command of dbt.</summary>
    /// <param name="command">The command, such as <c>dbt run --select orders</c>, taken apart as a shell does.</param>
    /// <param name="profilesDir">Folder of <c>profiles.yml</c>. Default: what <c>DBT_PROFILES_DIR</c> says, or else <c>~/.dbt</c>.</param>
    /// <param name="projectDir">Folder of the project. Default: the current one, or one above it.</param>
    /// <param name="overwriteProfiles">Whether the profile is used in place of a <c>profiles.yml</c> that is there, which stays as it is.</param>
    /// <param name="dbtCliProfile">What <c>profiles.yml</c> is to hold. Default: there is one already.</param>
    /// <param name="options">Whether to log and to sum up, the program and its variables.</param>
    /// <param name="extraCommandArgs">Further arguments, each as it is.</param>
    /// <param name="cancellationToken">Ends the command, with all that it has started.</param>
    /// <returns>What became of the nodes.</returns>
    /// <exception cref="ArgumentException">The command is empty, or an argument is null.</exception>
    /// <exception cref="DbtConfigurationException">There is no profile, or one that may not be replaced, or a setting in it is missing.</exception>
    /// <exception cref="ShellException">There is no dbt, or it cannot be started.</exception>
    /// <exception cref="DbtRunException">dbt or nodes of it failed; the message names them.</exception>
    [FlowTask]
    public static Task<DbtInvocationResult> TriggerDbtCliCommandAsync(
        string command,
        string? profilesDir = null,
        string? projectDir = null,
        bool overwriteProfiles = false,
        DbtCliProfile? dbtCliProfile = null,
        DbtCliOptions? options = null,
        IReadOnlyList<string>? extraCommandArgs = null,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> words = DbtCliCall.Split(command, extraCommandArgs);
        return RunAsync(DbtCliCall.Of(words, profilesDir, projectDir, overwriteProfiles, dbtCliProfile, options, "dbt-cli-command-summary"), cancellationToken);
    }

    /// <summary>Builds and tests all: seeds, models, snapshots and tests, in the order in which they build on each other.</summary>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/param[@name!='command']"/>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/returns"/>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/exception"/>
    [FlowTask]
    public static Task<DbtInvocationResult> RunDbtBuildAsync(
        string? profilesDir = null,
        string? projectDir = null,
        bool overwriteProfiles = false,
        DbtCliProfile? dbtCliProfile = null,
        DbtCliOptions? options = null,
        IReadOnlyList<string>? extraCommandArgs = null,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> words = DbtCliCall.Split("build", extraCommandArgs);
        return RunAsync(DbtCliCall.Of(words, profilesDir, projectDir, overwriteProfiles, dbtCliProfile, options, "dbt-build-task-summary"), cancellationToken);
    }

    /// <summary>Runs models.</summary>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/param[@name!='command']"/>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/returns"/>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/exception"/>
    [FlowTask]
    public static Task<DbtInvocationResult> RunDbtModelAsync(
        string? profilesDir = null,
        string? projectDir = null,
        bool overwriteProfiles = false,
        DbtCliProfile? dbtCliProfile = null,
        DbtCliOptions? options = null,
        IReadOnlyList<string>? extraCommandArgs = null,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> words = DbtCliCall.Split("run", extraCommandArgs);
        return RunAsync(DbtCliCall.Of(words, profilesDir, projectDir, overwriteProfiles, dbtCliProfile, options, "dbt-run-task-summary"), cancellationToken);
    }

    /// <summary>Runs tests.</summary>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/param[@name!='command']"/>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/returns"/>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/exception"/>
    [FlowTask]
    public static Task<DbtInvocationResult> RunDbtTestAsync(
        string? profilesDir = null,
        string? projectDir = null,
        bool overwriteProfiles = false,
        DbtCliProfile? dbtCliProfile = null,
        DbtCliOptions? options = null,
        IReadOnlyList<string>? extraCommandArgs = null,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> words = DbtCliCall.Split("test", extraCommandArgs);
        return RunAsync(DbtCliCall.Of(words, profilesDir, projectDir, overwriteProfiles, dbtCliProfile, options, "dbt-test-task-summary"), cancellationToken);
    }

    /// <summary>Takes snapshots.</summary>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/param[@name!='command']"/>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/returns"/>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/exception"/>
    [FlowTask]
    public static Task<DbtInvocationResult> RunDbtSnapshotAsync(
        string? profilesDir = null,
        string? projectDir = null,
        bool overwriteProfiles = false,
        DbtCliProfile? dbtCliProfile = null,
        DbtCliOptions? options = null,
        IReadOnlyList<string>? extraCommandArgs = null,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> words = DbtCliCall.Split("snapshot", extraCommandArgs);
        return RunAsync(DbtCliCall.Of(words, profilesDir, projectDir, overwriteProfiles, dbtCliProfile, options, "dbt-snapshot-task-summary"), cancellationToken);
    }

    /// <summary>Loads seeds.</summary>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/param[@name!='command']"/>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/returns"/>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/exception"/>
    [FlowTask]
    public static Task<DbtInvocationResult> RunDbtSeedAsync(
        string? profilesDir = null,
        string? projectDir = null,
        bool overwriteProfiles = false,
        DbtCliProfile? dbtCliProfile = null,
        DbtCliOptions? options = null,
        IReadOnlyList<string>? extraCommandArgs = null,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> words = DbtCliCall.Split("seed", extraCommandArgs);
        return RunAsync(DbtCliCall.Of(words, profilesDir, projectDir, overwriteProfiles, dbtCliProfile, options, "dbt-seed-task-summary"), cancellationToken);
    }

    /// <summary>Looks how fresh sources are.</summary>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/param[@name!='command']"/>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/returns"/>
    /// <inheritdoc cref="TriggerDbtCliCommandAsync" path="/exception"/>
    [FlowTask]
    public static Task<DbtInvocationResult> RunDbtSourceFreshnessAsync(
        string? profilesDir = null,
        string? projectDir = null,
        bool overwriteProfiles = false,
        DbtCliProfile? dbtCliProfile = null,
        DbtCliOptions? options = null,
        IReadOnlyList<string>? extraCommandArgs = null,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> words = DbtCliCall.Split("source freshness", extraCommandArgs);
        return RunAsync(DbtCliCall.Of(words, profilesDir, projectDir, overwriteProfiles, dbtCliProfile, options, "dbt-source-freshness-task-summary"), cancellationToken);
    }

    private static Task<DbtInvocationResult> RunAsync(DbtCliCall call, CancellationToken cancellationToken) =>
        new DbtCliCommand(call, PrefectLogging.CreateLogger(typeof(DbtCliTasks))).RunAsync(cancellationToken);
}

using System.Collections.ObjectModel;
using Microsoft.Extensions.Logging;

namespace Prefect.Dbt;

/// <summary>One command of dbt: its arguments, what they say of folders and levels, and where it logs.</summary>
internal sealed record DbtInvocation
{
    /// <summary>The arguments, without what stands in properties.</summary>
    public required IReadOnlyList<string> Args { get; init; }

    public required string Command { get; init; }

    public required DbtFolders Folders { get; init; }

    public required DbtLogLevel Level { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>Whether what builds on all that a failed test looked at is not built.</summary>
    public bool TestsHoldUp { get; init; }

    public LogLevel LogLevel => Level.ToLogLevel();

    /// <summary>Takes arguments apart.</summary>
    /// <exception cref="ArgumentException">There is no argument, or one is null.</exception>
    public static DbtInvocation Of(IReadOnlyList<string> args, IReadOnlyDictionary<string, object?>? kwargs, PrefectDbtSettings settings, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args.Count == 0 || args.Any(static argument => argument is null))
        {
            throw new ArgumentException("Give dbt a command, as in [\"build\", \"--select\", \"orders\"], and no argument that is null.", nameof(args));
        }

        Dictionary<string, object?> others = new(kwargs ?? ReadOnlyDictionary<string, object?>.Empty, StringComparer.Ordinal);
        List<string> left = [.. args];

        // What is said in the arguments wins, and both win over the settings.
        string? Take(string name) =>
            Text(others.Remove(name, out object? value) ? value : null) is var given && DbtArguments.Take(left, "--" + name.Replace('_', '-')) is { } said ? said : given;

        bool IsOn(string name) => others.Remove(name, out object? value) && value is true;

        string targetPath = Take("target_path") ?? settings.TargetPath;
        string profilesDir = Take("profiles_dir") ?? settings.ProfilesDir;
        string projectDir = Take("project_dir") ?? settings.ProjectDir;
        DbtLogLevel level = ReadLevel(Take("log_level")) ?? settings.LogLevel;
        bool isQuiet = left.RemoveAll(static argument => argument is "-q" or "--quiet") > 0 || IsOn("quiet");
        bool isDebug = left.RemoveAll(static argument => argument is "-d" or "--debug") > 0 || IsOn("debug");

        // The log is read here, and has to be in JSON without colours.
        Take("log_format");
        others.Remove("use_colors");
        left.RemoveAll(static argument => argument is "--use-colors" or "--no-use-colors");
        IReadOnlyList<string> all = DbtArguments.FromKwargs(others, left);
        if (left.Count == 0)
        {
            throw new ArgumentException("The arguments name no command of dbt.", nameof(args));
        }

        string command = DbtCommand.Of(all);
        return new DbtInvocation
        {
            Args = all,
            Command = command,
            Folders = new DbtFolders(HomePath.Expand(projectDir), HomePath.Expand(profilesDir), targetPath),
            Level = isDebug ? DbtLogLevel.Debug : isQuiet ? DbtLogLevel.Error : level,
            Logger = logger,
            TestsHoldUp = command == "build",
        };
    }

    private static DbtLogLevel? ReadLevel(string? name) => name is null
        ? null
        : DbtLogLevels.Find(name) ?? throw new ArgumentException($"'{name}' is no level of dbt's log: choose one of debug, info, warn, error and none.", nameof(name));

    private static string? Text(object? value) => value switch
    {
        null => null,
        DbtLogLevel level => level.Name(),
        _ => value.ToString(),
    };
}

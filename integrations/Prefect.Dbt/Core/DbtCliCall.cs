namespace Prefect.Dbt;

/// <summary>One command of dbt, as it was asked for.</summary>
internal sealed record DbtCliCall
{
    private DbtCliCall(IReadOnlyList<string> words) => Words = words;

    /// <summary>The command and its arguments.</summary>
    public IReadOnlyList<string> Words { get; }

    public required string? ProfilesDir { get; init; }

    public required string? ProjectDir { get; init; }

    public required bool OverwriteProfiles { get; init; }

    public required DbtCliProfile? Profile { get; init; }

    public required DbtCliOptions Options { get; init; }

    /// <summary>Key of the summary where none is asked for.</summary>
    public required string SummaryKey { get; init; }

    /// <summary>The command, as in <c>source freshness</c>.</summary>
    public string Command => DbtCommand.Of(Words);

    public string TargetPath
    {
        get
        {
            string target = DbtArguments.Take([.. Words], "--target-path") ?? Variable("DBT_TARGET_PATH") ?? "target";
            return Path.GetFullPath(target, Path.GetFullPath(HomePath.Expand(ProjectDir ?? Variable("DBT_PROJECT_DIR") ?? ".")));
        }
    }

    /// <summary>Takes a command apart.</summary>
    /// <param name="command">The command; <c>dbt</c> before it is left out.</param>
    /// <param name="extra">Further arguments, each as it is.</param>
    /// <exception cref="ArgumentException">The command is empty or holds a quotation that does not end, or an argument is null.</exception>
    public static IReadOnlyList<string> Split(string command, IReadOnlyList<string>? extra)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        if (extra?.Any(static argument => argument is null) == true)
        {
            throw new ArgumentException("An argument for dbt is null.", nameof(extra));
        }

        if (DbtCommandWords.Split(command) is not { } words)
        {
            throw new ArgumentException($"A quotation in the command '{command}' does not end.", nameof(command));
        }

        string[] left = [.. words.Select(static word => word.Text)];
        left = left is ["dbt", ..] ? left[1..] : left;
        return left.Length > 0 ? [.. left, .. extra ?? []] : throw new ArgumentException("The command says nothing but 'dbt': add what dbt is to do, as in 'dbt build'.", nameof(command));
    }

    public static DbtCliCall Of(IReadOnlyList<string> words, string? profilesDir, string? projectDir, bool overwriteProfiles, DbtCliProfile? profile, DbtCliOptions? options, string summaryKey) =>
        new(words)
        {
            ProfilesDir = profilesDir,
            ProjectDir = string.IsNullOrWhiteSpace(projectDir) ? null : projectDir,
            OverwriteProfiles = overwriteProfiles,
            Profile = profile,
            Options = options ?? DbtCliOptions.Default,
            SummaryKey = summaryKey,
        };

    public string? Variable(string name) =>
        (Options.Env.Keys.Contains(name, StringComparer.Ordinal) ? (string?)Options.Env.Reveal(static (_, _) => false)[name] : null)
        ?? Environment.GetEnvironmentVariable(name);
}

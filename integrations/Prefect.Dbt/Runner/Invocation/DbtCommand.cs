namespace Prefect.Dbt;

/// <summary>Finds the command among the arguments of dbt.</summary>
internal static class DbtCommand
{
    private static readonly HashSet<string> s_commands = new(StringComparer.Ordinal)
    {
        "build", "clean", "clone", "compile", "debug", "deps", "init", "list", "ls", "parse", "retry", "run", "run-operation", "seed",
        "show", "snapshot", "test",
    };

    private static readonly Dictionary<string, string[]> s_groups = new(StringComparer.Ordinal)
    {
        ["docs"] = ["generate", "serve"],
        ["source"] = ["freshness", "snapshot-freshness"],
    };

    // What stands before the command and has a value; the others are switches.
    private static readonly HashSet<string> s_valued = new(StringComparer.Ordinal)
    {
        "log-format", "log-format-file", "log-level", "log-level-file", "log-path", "log-file-max-bytes", "printer-width", "profile", "profiles-dir",
        "project-dir", "target", "target-path", "threads", "vars", "warn-error-options", "state", "defer-state", "record-timing-info",
    };

    /// <summary>The command with what belongs to it, as in <c>source freshness</c>; the first argument where none is known.</summary>
    public static string Of(IReadOnlyList<string> args)
    {
        for (int index = 0; index < args.Count; index++)
        {
            if (args[index].StartsWith('-'))
            {
                index += s_valued.Contains(DbtArguments.Flag(args[index])) && !args[index].Contains('=', StringComparison.Ordinal) ? 1 : 0;
                continue;
            }

            if (s_commands.Contains(args[index]))
            {
                return args[index];
            }

            if (s_groups.TryGetValue(args[index], out string[]? members))
            {
                return index + 1 < args.Count && members.Contains(args[index + 1], StringComparer.Ordinal) ? $"{args[index]} {args[index + 1]}" : args[index];
            }
        }

        return args[0];
    }

    /// <summary>Whether the command takes the folder that dbt writes to.</summary>
    public static bool TakesTargetPath(string command) => command is not ("debug" or "deps" or "init");

    /// <summary>Whether the command does without <c>profiles.yml</c>.</summary>
    public static bool NeedsNoProfile(string command) => command is "clean" or "debug" or "deps" or "init" || command.StartsWith('-');
}

namespace Prefect.DbtScript;

/// <summary>dbt's command line, as far as the script heeds it.</summary>
internal sealed class CommandLine
{
    private static readonly string[] s_commands =
        ["build", "clean", "clone", "compile", "debug", "deps", "list", "ls", "parse", "retry", "run", "seed", "snapshot", "test"];

    private static readonly string[] s_valued =
    [
        "--profiles-dir", "--project-dir", "--target-path", "--target", "-t", "--log-format", "--log-format-file", "--log-level", "--log-level-file", "--log-path",
        "--profile", "--threads", "--vars", "--output", "--state", "--printer-width",
    ];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private CommandLine(IReadOnlyList<string> args)
    {
        for (int index = 0; index < args.Count; index++)
        {
            string[] parts = args[index].Split('=', 2);
            if (s_valued.Contains(parts[0]))
            {
                _values[parts[0]] = parts.Length > 1 ? parts[1] : index + 1 < args.Count ? args[++index] : "";
            }
            else if (parts[0] is "-s" or "--select" or "-m" or "--models" or "--exclude" or "--resource-type" or "--output-keys")
            {
                index = TakeList(args, index);
            }
            else if (args[index].StartsWith('-'))
            {
                Flags.Add(args[index]);
            }
            else
            {
                Command = Command is null ? args[index] : $"{Command} {args[index]}";
            }
        }
    }

    public string? Command { get; private set; }

    public HashSet<string> Flags { get; } = new(StringComparer.Ordinal);

    public List<string> Selected { get; } = [];

    public List<string> OutputKeys { get; } = [];

    public string ProjectDir => Path.GetFullPath(Value("--project-dir", "DBT_PROJECT_DIR") ?? ".");

    public string ProfilesDir => Path.GetFullPath(Value("--profiles-dir", "DBT_PROFILES_DIR") ?? (File.Exists("profiles.yml") ? "." : Path.Combine(Home, ".dbt")));

    public string TargetPath => Path.GetFullPath(Value("--target-path", "DBT_TARGET_PATH") ?? "target", ProjectDir);

    public bool IsJson => Value("--log-format", "DBT_LOG_FORMAT") == "json";

    public string Level => Flags.Contains("--debug") || Flags.Contains("-d") ? "debug" : Flags.Contains("--quiet") || Flags.Contains("-q") ? "error" : Value("--log-level", "DBT_LOG_LEVEL") ?? "info";

    public string? Output => Value("--output", null);

    public bool IsKnown => Command is not null && (s_commands.Contains(Command) || Command is "source freshness" or "docs generate");

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public static CommandLine Parse(IReadOnlyList<string> args) => new(args);

    private int TakeList(IReadOnlyList<string> args, int index)
    {
        string[] parts = args[index].Split('=', 2);
        List<string>? list = parts[0] switch
        {
            "-s" or "--select" or "-m" or "--models" => Selected,
            "--output-keys" => OutputKeys,
            _ => null,
        };
        if (parts.Length > 1)
        {
            list?.AddRange(parts[1].Split(' '));
            return index;
        }

        while (index + 1 < args.Count && !args[index + 1].StartsWith('-') && !s_commands.Contains(args[index + 1]))
        {
            index++;
            list?.AddRange(args[index].Split(' '));
        }

        return index;
    }

    private string? Value(string flag, string? variable) =>
        _values.GetValueOrDefault(flag) ?? (variable is null ? null : Environment.GetEnvironmentVariable(variable));
}

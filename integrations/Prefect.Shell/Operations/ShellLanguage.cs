namespace Prefect.Shell;

/// <summary>Which program a script is given to, and how.</summary>
/// <param name="Programs">Names of the program; the first that is there is taken.</param>
/// <param name="Arguments">What stands before the script.</param>
/// <param name="Extension">End of the script's name.</param>
/// <param name="LastLine">What the script ends with; null for nothing.</param>
internal sealed record ShellLanguage(IReadOnlyList<string> Programs, IReadOnlyList<string> Arguments, string Extension, string? LastLine)
{
    private const string PowerShellExtension = ".ps1";

    /// <summary>Chooses by what was asked for, and by the system.</summary>
    /// <param name="shell">The program; null for the system's own.</param>
    /// <param name="extension">End of the script's name; null for the shell's own.</param>
    /// <param name="isWindows">Whether this is Windows.</param>
    public static ShellLanguage Of(string? shell, string? extension, bool isWindows)
    {
        string? name = NameOf(shell, isWindows);
        if (string.Equals(extension, PowerShellExtension, StringComparison.OrdinalIgnoreCase) || IsPowerShell(name)
            || (name is null && isWindows && !IsBatch(extension)))
        {
            return PowerShell(name, isWindows);
        }

        return IsBatch(extension) && (name is null || IsNamed(name, "cmd"))
            ? new ShellLanguage([name ?? "cmd"], ["/d", "/c"], extension!, null)
            : new ShellLanguage([name ?? "bash"], [], extension ?? ".sh", null);
    }

    // Without the last line the script's code is 0 or 1, whatever its last program ended with.
    private static ShellLanguage PowerShell(string? name, bool isWindows)
    {
        string[] usual = isWindows ? ["powershell", "pwsh"] : ["pwsh", "powershell"];
        string[] arguments = isWindows ? ["-NoLogo", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File"] : ["-NoLogo", "-NonInteractive", "-File"];
        IEnumerable<string> programs = IsPowerShell(name) ? usual.Prepend(name!).Distinct(StringComparer.Ordinal) : usual;
        return new ShellLanguage([.. programs], arguments, PowerShellExtension, "Exit $LastExitCode");
    }

    // A path is left as it is: its folders may have capital letters.
    private static string? NameOf(string? shell, bool isWindows) =>
        string.IsNullOrWhiteSpace(shell) ? null
        : shell.Contains('/', StringComparison.Ordinal) || (isWindows && shell.Contains('\\', StringComparison.Ordinal)) ? shell
        : shell.ToLowerInvariant();

    private static bool IsPowerShell(string? shell) => shell is not null && (IsNamed(shell, "powershell") || IsNamed(shell, "pwsh"));

    private static bool IsNamed(string shell, string name) =>
        string.Equals(Path.GetFileNameWithoutExtension(shell), name, StringComparison.OrdinalIgnoreCase);

    private static bool IsBatch(string? extension) => extension?.ToUpperInvariant() is ".BAT" or ".CMD";
}

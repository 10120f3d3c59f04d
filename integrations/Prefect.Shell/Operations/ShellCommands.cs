namespace Prefect.Shell;

/// <summary>Looks at what is to be written into a script and its name.</summary>
internal static class ShellCommands
{
    /// <exception cref="ShellConfigurationException">There are none, or one is null or holds a NUL character.</exception>
    public static IReadOnlyList<string> Checked(IReadOnlyList<string>? commands, string field)
    {
        if (commands is null || commands.Any(static command => command is null))
        {
            throw new ShellConfigurationException(field, $"The shell operation has no {field}, or one of them is null.");
        }

        return commands.Any(static command => command.Contains('\0', StringComparison.Ordinal))
            ? throw new ShellConfigurationException(field, $"One of {field} holds a NUL character, which no shell takes.")
            : commands;
    }

    /// <exception cref="ShellConfigurationException">It would lead to another folder.</exception>
    public static string? CheckedExtension(string? extension) =>
        extension is null || (extension.AsSpan().IndexOfAny("/\\\0:") < 0 && extension is "" or ['.', not '.', ..])
            ? extension
            : throw new ShellConfigurationException("extension", $"'{extension}' cannot be the end of a file's name: it begins with a dot, as '.sh' does.");
}

namespace Prefect.Dbt;

/// <summary>Adds to commands where dbt finds its files.</summary>
internal static class DbtCoreCommands
{
    /// <exception cref="DbtConfigurationException">There are no commands, or a folder cannot stand in a command.</exception>
    public static IReadOnlyList<string> Complete(IReadOnlyList<string>? commands, string profilesDir, string? projectDir)
    {
        if (commands is null || commands.Any(static command => command is null))
        {
            throw new DbtConfigurationException("commands", "The dbt operation has no commands, or one of them is null.");
        }

        string flags = $" --profiles-dir {Quoted("profiles_dir", profilesDir)}";
        if (!string.IsNullOrWhiteSpace(projectDir))
        {
            flags += $" --project-dir {Quoted("project_dir", HomePath.Expand(projectDir))}";
        }

        return [.. commands.Select(command => command.TrimEnd() + flags)];
    }

    // Between double quotes these have a meaning in one shell or another.
    private static string Quoted(string field, string folder) =>
        folder.AsSpan().ContainsAny("\"$`\n\0")
            ? throw new DbtConfigurationException(field, $"The folder '{folder}' cannot stand in a command: use one without quotes, dollar signs, backticks and line breaks.")
            : $"\"{folder}\"";
}

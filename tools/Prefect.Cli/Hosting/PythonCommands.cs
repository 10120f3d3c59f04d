namespace Prefect.Cli;

/// <summary>The commands of Python's <c>prefect</c> that this tool leaves to it.</summary>
internal static class PythonCommands
{
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "api", "automation", "automations", "cloud", "dashboard", "deploy", "deployment",
        "deployments", "dev", "event", "events", "experimental", "flow", "flows",
        "init", "plugin", "sdk", "server", "shell", "task",
        "transfer", "work-pool", "work-pools", "work-queue", "work-queues", "worker", "workers",
    };

    /// <summary>Says where a command is to be had; null when Python has none of that name either.</summary>
    public static string? Pointer(string command) => s_names.Contains(command)
        ? $"'dotnet prefect' has no command '{command}': it belongs to Prefect's own tool, which works on the same profiles and the same "
            + $"server. Install it with 'uv tool install prefect' or 'pip install prefect', then run: prefect {command}"
        : null;
}

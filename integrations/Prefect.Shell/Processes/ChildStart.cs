using System.Diagnostics;

namespace Prefect.Shell;

/// <summary>Says to the system how a program is started, or to the caller why it cannot be.</summary>
internal static class ChildStart
{
    /// <exception cref="ArgumentException">The program has no name, or a text holds a NUL character.</exception>
    /// <exception cref="ShellException">There is no such program or folder.</exception>
    public static ProcessStartInfo Of(ChildProgram program)
    {
        Validate(program);
        if (program.WorkingDirectory is { } folder && !Directory.Exists(folder))
        {
            throw new ShellException($"Could not start '{program.FileName}': the folder '{folder}' that it is to begin in is not there.");
        }

        ProcessStartInfo start = new(Find(program), program.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = program.WorkingDirectory ?? "",
        };
        foreach ((string name, string? value) in program.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static string Find(ChildProgram program) =>
        ExecutableSearch.Find(program.FileName, program.WorkingDirectory, program.Variable)
        ?? throw new ShellException(
            Path.GetFileName(program.FileName) == program.FileName
                ? $"Could not start '{program.FileName}': no folder of PATH has a program of this name. Install it, or give its whole path."
                : $"Could not start '{program.FileName}': there is no such file, or it may not be executed.");

    private static void Validate(ChildProgram program)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(program.FileName, nameof(program));
        ArgumentNullException.ThrowIfNull(program.Arguments, nameof(program));
        ArgumentOutOfRangeException.ThrowIfLessThan(program.Grace, TimeSpan.Zero, nameof(program));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(program.DrainLimit, TimeSpan.Zero, nameof(program));
        if (program.Arguments.Prepend(program.FileName).Any(static text => text is null || text.Contains('\0', StringComparison.Ordinal)))
        {
            throw new ArgumentException("An argument of the program is null or holds a NUL character, at which the system would cut it off.", nameof(program));
        }

        foreach ((string name, string? value) in program.Environment)
        {
            if (string.IsNullOrEmpty(name) || name.AsSpan().ContainsAny('=', '\0') || value?.Contains('\0', StringComparison.Ordinal) == true)
            {
                throw new ArgumentException(
                    $"The environment variable '{name}' cannot be set: a name is not empty and has no equals sign, and neither name nor value has a NUL character.", nameof(program));
            }
        }
    }
}

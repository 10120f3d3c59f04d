using System.Collections.ObjectModel;

namespace Prefect.Shell;

/// <summary>A program to be started as a child of this one, without a shell in between.</summary>
/// <param name="fileName">Name of the program, which is looked for in the <c>PATH</c> that it will have, or a path to it.</param>
/// <param name="arguments">Its arguments, each as it is: nothing has to be quoted.</param>
public sealed class ChildProgram(string fileName, params IReadOnlyList<string> arguments)
{
    /// <summary>Name of the program, or a path to it.</summary>
    public string FileName { get; } = fileName;

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; } = arguments;

    /// <summary>Variables that are laid over those of this process; null takes one away. Default: none.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = ReadOnlyDictionary<string, string?>.Empty;

    /// <summary>Folder that it begins in. Default: that of this process.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>How long it may take to end after it was asked to, before it is made to. Default: 5 seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long its pipes may be silent after it has ended, where something that it left behind still holds them, before they are given
    /// up; where it goes on writing, they are after five times as long. Default: 2 seconds.
    /// </summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(2);

    internal string? Variable(string name) =>
        Environment.TryGetValue(name, out string? value) ? value : System.Environment.GetEnvironmentVariable(name);
}

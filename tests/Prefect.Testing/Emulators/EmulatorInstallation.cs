using System.Diagnostics;

namespace Prefect.Testing;

/// <summary>Names an emulator that <c>tools/emulators/install.sh</c> installs, and tells where and whether it is there.</summary>
/// <param name="Name">Name of its recipe: the folder below <c>tools/emulators</c>.</param>
public sealed record EmulatorInstallation(string Name)
{
    /// <summary>Where emulators are installed; null, the default, for the script's own choice.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Folder of the scripts and recipes; by default the one above the test's own folder, null outside a checkout.</summary>
    public string? ScriptDirectory { get; init; } = FindScripts(AppContext.BaseDirectory);

    /// <summary>The command that a reader runs to install it.</summary>
    public string InstallCommand => $"tools/emulators/install.sh {Name}";

    /// <summary>Describes a run of one of the scripts, with this installation's cache.</summary>
    /// <exception cref="InvalidOperationException">The tests do not run inside a checkout.</exception>
    internal ProcessStartInfo Script(string script, params ReadOnlySpan<string> arguments)
    {
        if (ScriptDirectory is null)
        {
            throw new InvalidOperationException($"There is no tools/emulators above {AppContext.BaseDirectory}.");
        }

        ProcessStartInfo start = new("bash")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(ScriptDirectory, script));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (CacheDirectory is not null)
        {
            start.Environment["PREFECT_TEST_CACHE"] = CacheDirectory;
        }

        return start;
    }

    /// <summary>Says why the emulator cannot be started here; null when it can.</summary>
    internal async Task<string?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return "emulators are started by a shell script, which this system does not run";
        }

        if (ScriptDirectory is null)
        {
            return $"there is no tools/emulators above {AppContext.BaseDirectory}";
        }

        ProcessOutput asked = await ProcessOutput.OfAsync(Script("install.sh", "--path", Name), cancellationToken);
        return asked.ExitCode switch
        {
            0 => null,
            1 => "it is not installed",
            _ => $"install.sh --path ended with {asked.ExitCode}: {asked.Error.Trim()}",
        };
    }

    private static string? FindScripts(string from)
    {
        for (DirectoryInfo? folder = new(from); folder is not null; folder = folder.Parent)
        {
            string scripts = Path.Combine(folder.FullName, "tools", "emulators");
            if (File.Exists(Path.Combine(scripts, "install.sh")))
            {
                return scripts;
            }
        }

        return null;
    }
}

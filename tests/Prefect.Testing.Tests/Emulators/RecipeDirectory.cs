using System.Diagnostics;

namespace Prefect.Testing.Tests;

/// <summary>A copy of the scripts with recipes of a test's own, and a cache beside it.</summary>
internal sealed class RecipeDirectory : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public RecipeDirectory()
    {
        string scripts = new EmulatorInstallation("any").ScriptDirectory.ShouldNotBeNull();
        foreach (string script in new[] { "install.sh", "run.sh" })
        {
            File.Copy(Path.Combine(scripts, script), _directory.Combine(script));
        }
    }

    public string Cache => _directory.Combine("cache");

    /// <summary>What recipes wrote with <c>note</c>.</summary>
    public string[] Notes => File.Exists(_directory.Combine("notes")) ? File.ReadAllLines(_directory.Combine("notes")) : [];

    public string[] CacheEntries => [.. Directory.EnumerateFileSystemEntries(Cache).Select(entry => Path.GetFileName(entry)).Where(entry => !entry.EndsWith(".lock", StringComparison.Ordinal))];

    /// <summary>Writes a recipe from the bodies of its two functions.</summary>
    public void Write(string name, string install, string serve = "exec false") => _directory.WriteFile(
        $"{name}/recipe.sh",
        $$"""
        note() { echo "$*" >>'{{_directory.Combine("notes")}}'; }
        install_into() {
        {{install}}
        }
        serve() {
        {{serve}}
        }
        """);

    public EmulatorInstallation Installation(string name) => new(name) { ScriptDirectory = _directory.Path, CacheDirectory = Cache };

    public Task<ProcessOutput> InstallAsync(params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo start = Installation("any").Script("install.sh", arguments);
        start.Environment["PREFECT_TEST_BACKOFF"] = "0";
        return ProcessOutput.OfAsync(start, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _directory.Dispose();
}

namespace Prefect.Packages.Tests;

/// <summary>The packages as one who uses them has them: installed from a folder into caches that were empty.</summary>
public sealed class InstalledPackages : IAsyncLifetime
{
    private readonly Workshop _workshop = new();
    private PackageFolder _packages = null!;
    private string _tool = "";

    internal Workshop Workshop => _workshop;

    public async ValueTask InitializeAsync()
    {
        _packages = await PackageFolder.GetAsync(_workshop);
        // Beside the sources of this machine, which have what the packages depend on.
        _workshop.Write("nuget.config",
            $"""
            <configuration>
              <packageSources>
                <add key="under-test" value="{_packages.Path}" />
              </packageSources>
            </configuration>
            """);
        string tools = _workshop.Combine("tools");
        await _workshop.DotnetWithRetriesAsync(_workshop.Path,
            "tool", "install", "dotnet-prefect", "--tool-path", tools, "--version", _packages.VersionOf("dotnet-prefect"));
        _tool = Path.Combine(tools, OperatingSystem.IsWindows() ? "dotnet-prefect.exe" : "dotnet-prefect");
    }

    public ValueTask DisposeAsync()
    {
        _workshop.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes a project that refers to <c>Prefect.Aws</c>.</summary>
    internal Task<UserProject> CreateProjectAsync(string name, string program) => CreateProjectAsync(name, program, "Prefect.Aws");

    /// <summary>Makes a project that refers to some of the packages.</summary>
    internal Task<UserProject> CreateProjectAsync(string name, string program, params IEnumerable<string> references) =>
        UserProject.CreateAsync(_workshop, name, program, references.Select(package => (package, _packages.VersionOf(package))));

    /// <summary>Runs the installed command.</summary>
    internal Task<CommandResult> ToolAsync(string folder, params IEnumerable<string> arguments) => _workshop.RunAsync(_tool, folder, arguments);
}

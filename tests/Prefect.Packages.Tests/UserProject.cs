namespace Prefect.Packages.Tests;

/// <summary>A console project of somebody who uses the packages.</summary>
internal sealed class UserProject
{
    private readonly Workshop _workshop;

    private UserProject(Workshop workshop, string name)
    {
        _workshop = workshop;
        Name = name;
        Folder = workshop.Combine(name);
    }

    public string Name { get; }

    public string Folder { get; }

    public string Assembly => Path.Combine(Folder, "bin", "Release", "net10.0", $"{Name}.dll");

    /// <summary>Makes a project that refers to packages, and restores it.</summary>
    public static async Task<UserProject> CreateAsync(
        Workshop workshop, string name, string program, params IEnumerable<(string Name, string Version)> packages)
    {
        UserProject project = new(workshop, name);
        string references = string.Join('\n', packages.Select(package => $"""<PackageReference Include="{package.Name}" Version="{package.Version}" />"""));
        workshop.Write($"{name}/{name}.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                {references}
              </ItemGroup>
            </Project>
            """);
        workshop.Write($"{name}/Program.cs", program);
        await workshop.DotnetWithRetriesAsync(project.Folder, "restore", "-v", "q");
        return project;
    }

    public Task<CommandResult> BuildAsync() =>
        _workshop.DotnetAsync(Folder, "build", "-c", "Release", "--no-restore", "-v", "q");

    public Task<CommandResult> RunAsync() => _workshop.DotnetAsync(Folder, Assembly);

    /// <summary>Makes the project refer to somebody else's package too.</summary>
    public Task<CommandResult> AddPackageAsync(string package, string version) =>
        _workshop.DotnetAsync(Folder, "add", "package", package, "--version", version);
}

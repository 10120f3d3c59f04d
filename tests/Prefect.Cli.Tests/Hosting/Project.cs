namespace Prefect.Cli.Tests;

/// <summary>What building and restoring a project leave behind.</summary>
internal static class Project
{
    /// <summary>A <c>.deps.json</c> that names one package, with these files.</summary>
    public static string Deps(string package, params string[] files) =>
        $$"""
        {
          "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0", "signature": "" },
          "targets": {
            ".NETCoreApp,Version=v10.0": {
              "App/1.0.0": { "dependencies": { "{{package}}": "1.0.0" }, "runtime": { "App.dll": {} } },
              "{{package}}/1.0.0": { "runtime": { {{string.Join(", ", files.Select(file => $"\"{file}\": {{}}"))}} } }
            }
          },
          "libraries": {
            "App/1.0.0": { "type": "project", "serviceable": false, "sha512": "" },
            "{{package}}/1.0.0": { "type": "package", "path": "{{package.ToLowerInvariant()}}/1.0.0" }
          }
        }
        """;

    /// <summary>A <c>project.assets.json</c> that names one package.</summary>
    public static string Assets(string package, string file, string packages) =>
        $$"""
        {
          "version": 3,
          "targets": { "net10.0": { "{{package}}/1.0.0": { "type": "package", "runtime": { "{{file}}": {} } } } },
          "libraries": { "{{package}}/1.0.0": { "type": "package", "path": "{{package.ToLowerInvariant()}}/1.0.0" } },
          "packageFolders": { "{{packages}}": {} }
        }
        """;
}

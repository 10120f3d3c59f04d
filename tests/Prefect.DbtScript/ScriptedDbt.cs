using System.Text.Json;

namespace Prefect.DbtScript;

/// <summary>
/// A project with a <c>dbt</c> that does what a script says: a folder with the program, a project and room for profiles, which is removed in the end.
/// </summary>
public sealed class ScriptedDbt : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prefect-dbt-").FullName;
    private readonly string _script;
    private readonly string _calls;

    /// <summary>Makes the folder.</summary>
    /// <param name="plan">What dbt is to do. Default: it has no nodes.</param>
    public ScriptedDbt(DbtPlan? plan = null)
    {
        _script = Path.Combine(_folder, "script.json");
        _calls = Directory.CreateDirectory(Path.Combine(_folder, "calls")).FullName;
        BinFolder = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        ProjectDir = Directory.CreateDirectory(Path.Combine(_folder, "the project")).FullName;
        ProfilesDir = Directory.CreateDirectory(Path.Combine(_folder, "profiles")).FullName;
        Plan = plan ?? new DbtPlan();
        File.WriteAllText(Path.Combine(ProjectDir, "dbt_project.yml"), $"name: {Plan.Project}\nprofile: {Plan.Project}\nversion: '1.0'\n");
        WriteLauncher();
    }

    /// <summary>Path of the program.</summary>
    public string Executable => Path.Combine(BinFolder, OperatingSystem.IsWindows() ? "dbt.cmd" : "dbt");

    /// <summary>Folder of the program, to be put in <c>PATH</c>.</summary>
    public string BinFolder { get; }

    /// <summary>Value of <c>PATH</c> with the program's folder first.</summary>
    public string SearchPath => $"{BinFolder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";

    /// <summary>Folder of the project.</summary>
    public string ProjectDir { get; }

    /// <summary>Folder for <c>profiles.yml</c>, which is not there yet.</summary>
    public string ProfilesDir { get; }

    /// <summary>Folder that dbt writes to unless told otherwise.</summary>
    public string TargetDir => Path.Combine(ProjectDir, "target");

    /// <summary>What dbt is to do from the next call on.</summary>
    public DbtPlan Plan
    {
        get;
        set
        {
            field = value with { Calls = _calls };
            field.Save(_script);
        }
    }

    /// <summary>The calls so far, in order.</summary>
    public IReadOnlyList<DbtCall> Calls =>
        [.. Directory.GetFiles(_calls, "*.json").Order(StringComparer.Ordinal).Select(file => JsonSerializer.Deserialize<DbtCall>(File.ReadAllText(file))!)];

    /// <summary>Writes a file below the folder, and gives its path.</summary>
    public string WriteFile(string relative, string content)
    {
        string path = Path.Combine(_folder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Writes a <c>profiles.yml</c> that needs nothing, and gives its path.</summary>
    public string WriteProfiles() => WriteFile("profiles/profiles.yml", $"{Plan.Project}:\n  target: dev\n  outputs:\n    dev:\n      type: postgres\n      schema: main\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void WriteLauncher()
    {
        string program = Path.Combine(Path.GetDirectoryName(typeof(ScriptedDbt).Assembly.Location)!, "Prefect.DbtScript.dll");
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        if (OperatingSystem.IsWindows())
        {
            File.WriteAllText(Executable, $"@set {DbtPlan.Variable}={_script}\r\n@\"{host}\" exec \"{program}\" %*\r\n");
            return;
        }

        File.WriteAllText(Executable, $"#!/bin/sh\nexport {DbtPlan.Variable}='{_script}'\nexec '{host}' exec '{program}' \"$@\"\n");
        File.SetUnixFileMode(Executable, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

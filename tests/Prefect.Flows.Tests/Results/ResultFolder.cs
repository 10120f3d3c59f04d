using Prefect.Blocks;
using Prefect.Client;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Results;

/// <summary>A folder for results, with settings of its own, and a log of all that is logged meanwhile.</summary>
internal sealed class ResultFolder : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly IDisposable _settings;

    public ResultFolder(params (string Name, string Value)[] settings)
    {
        Dictionary<string, string?> values = new(StringComparer.Ordinal)
        {
            ["home"] = _directory.Path,
            ["results.local_storage_path"] = Path,
        };
        foreach ((string name, string value) in settings)
        {
            values[name] = value;
        }

        _settings = PrefectSettings.Use(PrefectSettings.Load().With(values));
    }

    public string Path => System.IO.Path.Combine(_directory.Path, "storage");

    public ResultStore Store => new() { Storage = ResultStorage.Folder(Path) };

    public IEnumerable<string> Files => Directory.Exists(Path) ? Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories) : [];

    public string Read(string key) => File.ReadAllText(System.IO.Path.Combine(Path, key));

    public void Write(string key, string content)
    {
        string file = System.IO.Path.Combine(Path, key);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    public void Dispose()
    {
        _settings.Dispose();
        _directory.Dispose();
    }
}

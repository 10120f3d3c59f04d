namespace Prefect.Client.Tests;

/// <summary>A machine of its own for each test: home, current folder and environment.</summary>
public abstract class SettingsTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    protected string Home => _folder["user/.prefect"];

    protected string Profiles => _folder["user/.prefect/profiles.toml"];

    internal string WriteProfiles(string text) => _folder.Write("user/.prefect/profiles.toml", text);

    internal string WriteHere(string name, string text) => _folder.Write("here/" + name, text);

    internal SettingsLoadOptions Options()
    {
        Directory.CreateDirectory(_folder["here"]);
        return new() { Environment = Environment, CurrentDirectory = _folder["here"], UserDirectory = _folder["user"] };
    }

    internal PrefectSettings Load() => PrefectSettings.Load(Options());

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}

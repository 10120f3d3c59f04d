using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Client;
using Prefect.Testing;

namespace Prefect.Flows.Tests;

/// <summary>Puts a captured log in the place of the process's logger factory, and settings without profile in that of its settings.</summary>
internal sealed class LogsTo : IDisposable
{
    private readonly ILoggerFactory _before = PrefectLogging.LoggerFactory;
    private readonly IDisposable _settings;

    public LogsTo(params IReadOnlyList<(string Name, string Value)> settings)
    {
        PrefectLogging.LoggerFactory = Log;
        _settings = PrefectSettings.Use(Settings(settings));
    }

    public CapturedLog Log { get; } = new();

    public static PrefectSettings Settings(params IReadOnlyList<(string Name, string Value)> settings) => PrefectSettings.Load(new SettingsLoadOptions
    {
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PREFECT_HOME"] = Path.Combine(Path.GetTempPath(), "no-prefect-home") },
        CurrentDirectory = Path.GetTempPath(),
        Overrides = settings.ToDictionary(pair => pair.Name, pair => (string?)pair.Value, StringComparer.Ordinal),
    });

    public void Dispose()
    {
        _settings.Dispose();
        PrefectLogging.LoggerFactory = _before;
    }
}

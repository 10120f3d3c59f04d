using System.Globalization;

namespace Prefect.Client;

/// <summary>Where the embedded stores are, and what they keep. Only .NET knows these settings: they come from variables <c>PREFECT_DOTNET_…</c>.</summary>
public sealed class EmbeddedStoreSettings
{
    private readonly string? _runRetention;

    internal EmbeddedStoreSettings(SettingReader read)
    {
        RunsPath = read.Required("dotnet.runs_path");
        RecordsRuns = read.Switch("dotnet.record_runs");
        _runRetention = read.Text("dotnet.run_retention");
        StorePath = read.Required("dotnet.store_path");
        KeysPath = read.Required("dotnet.keys_path");
        KeyRing = read.Secret("dotnet.key_ring");
    }

    /// <summary>File of runs; <c>dotnet/runs.db</c> in the home folder by default.</summary>
    public string RunsPath { get; }

    /// <summary>Whether runs are kept; yes by default.</summary>
    public bool RecordsRuns { get; }

    /// <summary>Reads how long runs are kept once they have ended, more than zero; <see langword="null"/>, the default, is for ever.</summary>
    /// <exception cref="SettingsException">The setting is no length of time.</exception>
    public TimeSpan? ReadRunRetention() => string.IsNullOrWhiteSpace(_runRetention) ? null
        : TimeSpan.TryParse(_runRetention, CultureInfo.InvariantCulture, out TimeSpan length) && length > TimeSpan.Zero ? length
        : throw new SettingsException(
            $"PREFECT_DOTNET_RUN_RETENTION is '{SettingText.Shorten(_runRetention)}', which is no length of time. "
            + "Give whole days, such as 30, or days.hours:minutes:seconds, such as 1.12:00:00.");

    /// <summary>File of the store of blocks; <c>dotnet/store.db</c> in the home folder by default.</summary>
    public string StorePath { get; }

    /// <summary>Folder of the keys that encrypt it; <c>keys</c> in the home folder by default.</summary>
    public string KeysPath { get; }

    /// <summary>The key ring itself, in place of the folder, or <see langword="null"/>.</summary>
    public SecretSetting? KeyRing { get; }
}

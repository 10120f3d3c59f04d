namespace Prefect.Client;

public sealed partial class PrefectSettings
{
    private static readonly AsyncLocal<PrefectSettings?> Ambient = new();
    private static PrefectSettings? _ofProcess;

    /// <summary>
    /// The settings that hold here: those of the innermost <see cref="Use"/>, otherwise those of the process, which are loaded
    /// once and kept until <see cref="Reload"/>.
    /// </summary>
    /// <exception cref="SettingsException">The settings of the process cannot be loaded.</exception>
    public static PrefectSettings Current => Ambient.Value ?? Volatile.Read(ref _ofProcess) ?? LoadOfProcess();

    /// <summary>Makes settings the current ones until the result is disposed, here and in what is called from here.</summary>
    /// <example><code>using (PrefectSettings.Use(settings)) { await flow.RunAsync(); }</code></example>
    public static IDisposable Use(PrefectSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Scope scope = new(Ambient.Value);
        Ambient.Value = settings;
        return scope;
    }

    /// <summary>Loads a new snapshot.</summary>
    /// <param name="options">Where to read from; this process by default.</param>
    /// <exception cref="SettingsException">A file cannot be read, a value does not fit its setting, or a profile that was asked for does not exist.</exception>
    public static PrefectSettings Load(SettingsLoadOptions? options = null) => SettingsLoader.Load(options ?? new SettingsLoadOptions());

    /// <summary>Forgets the settings of the process, so that the next use of <see cref="Current"/> loads them again.</summary>
    public static void Reload() => Volatile.Write(ref _ofProcess, null);

    /// <summary>Loads a snapshot from the same places, in which some values are given explicitly.</summary>
    /// <param name="overrides">Values by name, older name or dotted path; <see langword="null"/> for none.</param>
    /// <exception cref="SettingsException">A name is unknown, or a value does not fit its setting.</exception>
    public PrefectSettings With(IReadOnlyDictionary<string, string?> overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        Dictionary<string, string?> merged = new(StringComparer.Ordinal);
        foreach ((string name, string? value) in (_options.Overrides ?? new Dictionary<string, string?>(StringComparer.Ordinal)).Concat(overrides))
        {
            merged[SettingsCatalog.Find(name).Name] = value;
        }

        return Load(_options with { Overrides = merged });
    }

    private static PrefectSettings LoadOfProcess()
    {
        PrefectSettings loaded = Load();
        return Interlocked.CompareExchange(ref _ofProcess, loaded, null) ?? loaded;
    }

    private sealed class Scope(PrefectSettings? outer) : IDisposable
    {
        private bool _isDone;

        public void Dispose()
        {
            if (!_isDone)
            {
                _isDone = true;
                Ambient.Value = outer;
            }
        }
    }
}

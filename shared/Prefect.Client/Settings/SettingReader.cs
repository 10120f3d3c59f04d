namespace Prefect.Client;

/// <summary>Gives the typed values of settings that were checked when they were loaded.</summary>
internal readonly struct SettingReader(SettingsResolution resolution)
{
    public string? Text(string path) => resolution.Get(path).Text;

    public string Required(string path) => Text(path) ?? throw new SettingsException($"{SettingsCatalog.Find(path)} has no value.");

    public SecretSetting? Secret(string path) => Text(path) is { } text ? new SecretSetting(text) : null;

    public bool Switch(string path) => OptionalSwitch(path) ?? false;

    public bool? OptionalSwitch(string path) => Text(path) is { } text && SettingParser.TryBoolean(text, out bool value) ? value : null;

    public int Whole(string path) => OptionalWhole(path) ?? 0;

    public int? OptionalWhole(string path)
        => Text(path) is { } text && SettingParser.TryInteger(text, out long value) ? (int)Math.Clamp(value, int.MinValue, int.MaxValue) : null;

    public double Number(string path) => Text(path) is { } text && SettingParser.TryNumber(text, out double value) ? value : 0;

    /// <summary>A number of seconds; more than a clock can count is as long as a clock can count.</summary>
    public TimeSpan Seconds(string path)
    {
        double seconds = Number(path);
        return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    }

    public IReadOnlyList<string> Texts(string path) => Text(path) is { } text ? SettingLists.TryTexts(text) ?? [] : [];

    public IReadOnlyList<double> Numbers(string path) => Text(path) is { } text ? SettingLists.TryNumbers(text) ?? [] : [];

    public IReadOnlyDictionary<string, string> Map(string path)
        => (Text(path) is { } text ? SettingLists.TryMap(text) : null) ?? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}

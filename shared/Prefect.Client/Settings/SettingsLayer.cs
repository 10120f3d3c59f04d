namespace Prefect.Client;

/// <summary>Everything one source says.</summary>
internal sealed class SettingsLayer(SettingSource source)
{
    private readonly Dictionary<SettingDefinition, SettingCandidate> _candidates = [];

    public SettingSource Source { get; } = source;

    public IReadOnlyDictionary<SettingDefinition, SettingCandidate> Candidates => _candidates;

    /// <summary>Keeps what was said first, except that the canonical name wins over an older one.</summary>
    public void Add(SettingDefinition definition, SettingCandidate candidate)
    {
        if (!_candidates.TryAdd(definition, candidate) && IsCanonical(definition, candidate))
        {
            _candidates[definition] = candidate;
        }
    }

    private static bool IsCanonical(SettingDefinition definition, SettingCandidate candidate)
        => string.Equals(candidate.Key, definition.Name, StringComparison.OrdinalIgnoreCase);
}

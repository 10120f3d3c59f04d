using System.Text.Json.Nodes;

namespace Prefect.Dbt;

/// <summary>Gathers the settings of a part of a profile from a block and the blocks that it holds.</summary>
internal sealed class ProfileEntries(bool allowOverrides)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private enum Rank
    {
        Nested,
        Own,
        Extra,
    }

    /// <summary>Adds a setting of a block that the block holds.</summary>
    public void Nested(string name, JsonNode? value) => Add(name, value, Rank.Nested);

    /// <summary>Adds a setting of the block itself.</summary>
    public void Own(string name, JsonNode? value) => Add(name, value, Rank.Own);

    /// <summary>Adds a setting that the block has no property for.</summary>
    public void Extra(string name, JsonNode? value) => Add(name, value, Rank.Extra);

    /// <summary>Gives the settings in the order in which they came.</summary>
    public JsonObject ToJson() => new(_entries.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value.Value)));

    /// <exception cref="DbtConfigurationException">The setting is there, and may not be replaced.</exception>
    private void Add(string name, JsonNode? value, Rank rank)
    {
        if (value is null)
        {
            return;
        }

        if (!_entries.TryGetValue(name, out Entry? known))
        {
            _entries.Add(name, new Entry(value, rank));
            return;
        }

        if (!allowOverrides)
        {
            throw new DbtConfigurationException(
                name, $"The setting '{name}' of the profile is given twice. Give it once, or set allow_field_overrides, with which extras win.");
        }

        if (rank >= known.Rank)
        {
            _entries[name] = new Entry(value, rank);
        }
    }

    private sealed record Entry(JsonNode Value, Rank Rank);
}

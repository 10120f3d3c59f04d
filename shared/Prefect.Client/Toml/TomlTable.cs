using System.Diagnostics.CodeAnalysis;

namespace Prefect.Client.Toml;

internal sealed class TomlTable(int line, TomlTableOrigin origin) : TomlNode(line)
{
    private readonly OrderedDictionary<string, TomlNode> _entries = new(StringComparer.Ordinal);

    public TomlTableOrigin Origin { get; set; } = origin;

    public IReadOnlyList<KeyValuePair<string, TomlNode>> Entries => _entries;

    public bool TryGet(string key, [NotNullWhen(true)] out TomlNode? node) => _entries.TryGetValue(key, out node);

    public bool TryAdd(string key, TomlNode node) => _entries.TryAdd(key, node);

    public TomlTable? Table(string key) => TryGet(key, out TomlNode? node) ? node as TomlTable : null;
}

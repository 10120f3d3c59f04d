namespace Prefect.Client.Toml;

internal sealed class TomlArray(int line, bool isOfTables) : TomlNode(line)
{
    public List<TomlNode> Items { get; } = [];

    /// <summary>True for <c>[[name]]</c> sections, which later sections may append to; a written-out array is closed.</summary>
    public bool IsOfTables { get; } = isOfTables;
}

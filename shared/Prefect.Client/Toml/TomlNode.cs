namespace Prefect.Client.Toml;

internal abstract class TomlNode(int line)
{
    /// <summary>Line of the file the value stands on, from 1; 0 for a value that was made in memory.</summary>
    public int Line { get; } = line;
}

using System.Diagnostics.CodeAnalysis;

namespace Prefect.Client.Toml;

[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Never leaves the assembly: callers see a SettingsException that also names the file.")]
internal sealed class TomlException(string problem, int line, int column) : Exception($"line {line}, column {column}: {problem}")
{
    public string Problem { get; } = problem;

    public int Line { get; } = line;

    public int Column { get; } = column;
}

using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

internal enum JmesTokenKind
{
    End,
    Name,
    QuotedName,
    Literal,
    Number,
    Symbol,
}

/// <summary>A word of a JMESPath expression.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JmesToken(JmesTokenKind Kind, string Text, int Position, JsonNode? Value = null)
{
    public bool IsName => Kind is JmesTokenKind.Name or JmesTokenKind.QuotedName;

    public bool Is(string symbol) => Kind == JmesTokenKind.Symbol && Text == symbol;

    public override string ToString() => Kind == JmesTokenKind.End ? "the end" : $"'{Text}'";
}

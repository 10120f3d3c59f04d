using System.Globalization;
using System.Text;

namespace Prefect.Flows;

/// <summary>Draws runs as the text that Mermaid makes pictures of.</summary>
internal static class MermaidText
{
    /// <summary>Draws a flow run.</summary>
    /// <param name="root">The run with what it called.</param>
    public static string Of(GraphNode root)
    {
        StringBuilder text = new("flowchart LR\n");
        int count = 0;
        HashSet<StateType> states = [];
        WriteGroup(text, root, "    ", ref count, states);
        foreach (StateType state in states.Order())
        {
            text.Append(CultureInfo.InvariantCulture, $"    classDef {StateNames.Of(state)} fill:{GraphColors.Fill(state)},stroke:{GraphColors.Line(state)},color:#1a1a1a\n");
        }

        return text.ToString();
    }

    private static string WriteGroup(StringBuilder text, GraphNode group, string indent, ref int count, HashSet<StateType> states)
    {
        string id = $"n{count++}";
        text.Append(CultureInfo.InvariantCulture, $"{indent}subgraph {id}[\"{Escape(group.Name)}\"]\n");
        string inner = indent + "    ";
        string[] ids = new string[group.Members!.Count];
        for (int index = 0; index < ids.Length; index++)
        {
            GraphNode member = group.Members[index];
            ids[index] = member.Members is null ? WriteNode(text, member, inner, ref count) : WriteGroup(text, member, inner, ref count, states);
            Color(text, ids[index], member, inner, states);
        }

        foreach (GraphEdge edge in group.Edges)
        {
            text.Append(CultureInfo.InvariantCulture, $"{inner}{ids[edge.From]} --> {ids[edge.To]}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{indent}end\n");
        return id;
    }

    private static string WriteNode(StringBuilder text, GraphNode node, string indent, ref int count)
    {
        string id = $"n{count++}";
        text.Append(CultureInfo.InvariantCulture, $"{indent}{id}[\"{Escape(node.Name)}\"]\n");
        return id;
    }

    private static void Color(StringBuilder text, string id, GraphNode node, string indent, HashSet<StateType> states)
    {
        if (node.State is { } state)
        {
            states.Add(state);
            text.Append(CultureInfo.InvariantCulture, $"{indent}class {id} {StateNames.Of(state)}\n");
        }
    }

    /// <summary>Writes a text so that no character of it means anything to Mermaid or to the page around it.</summary>
    private static string Escape(string name)
    {
        StringBuilder escaped = new(name.Length + 8);
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '_' or '.' or ',' or ':' or '/' or '(' or ')')
            {
                escaped.Append(rune.ToString());
            }
            else if (Rune.IsControl(rune))
            {
                escaped.Append(' ');
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return escaped.Length == 0 ? " " : escaped.ToString();
    }
}

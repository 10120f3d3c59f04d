using System.Globalization;
using System.Text;

namespace Prefect.Flows;

/// <summary>Draws runs as an SVG picture that needs nothing else: no script, no font, no style sheet of somebody's.</summary>
internal static class SvgText
{
    private const double Margin = 16;

    /// <summary>Draws a flow run.</summary>
    /// <param name="root">The run with what it called.</param>
    public static string Of(GraphNode root)
    {
        GraphBox box = GraphBox.Place(root);
        double width = box.Width + (2 * Margin);
        double height = box.Height + (2 * Margin);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width:F0}" height="{height:F0}" viewBox="0 0 {width:F0} {height:F0}" font-family="sans-serif" font-size="13">
            <defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#5c6470"/></marker></defs>
            <rect width="100%" height="100%" fill="#ffffff"/>

            """);
        Write(text, box, Margin, Margin);
        return text.Append("</svg>\n").ToString();
    }

    private static void Write(StringBuilder text, GraphBox box, double x, double y)
    {
        bool isGroup = box.Node.Members is not null;
        string fill = isGroup ? "#fbfbfc" : GraphColors.Fill(box.Node.State);
        string state = box.Node.State is { } type ? $": {StateNames.Of(type)}" : "";
        text.Append(CultureInfo.InvariantCulture, $"<g><title>{Escape(box.Node.Name)}{state}</title>");
        text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:F1}\" y=\"{y:F1}\" width=\"{box.Width:F1}\" height=\"{box.Height:F1}\" rx=\"6\" fill=\"{fill}\" stroke=\"{GraphColors.Line(box.Node.State)}\"/>");
        (double textX, double textY, string style) = isGroup
            ? (x + 10, y + 17, "font-weight=\"bold\"")
            : (x + (box.Width / 2), y + (box.Height / 2) + 4.5, "text-anchor=\"middle\"");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{textX:F1}\" y=\"{textY:F1}\" {style} fill=\"#1a1a1a\">{Escape(box.Text)}</text></g>\n");
        foreach (GraphEdge edge in box.Node.Edges)
        {
            WriteEdge(text, box.Members[edge.From], box.Members[edge.To], x, y);
        }

        foreach (GraphBox member in box.Members)
        {
            Write(text, member, x + member.X, y + member.Y);
        }
    }

    private static void WriteEdge(StringBuilder text, GraphBox from, GraphBox to, double x, double y)
    {
        (double startX, double startY) = (x + from.X + from.Width, y + from.Y + (from.Height / 2));
        (double endX, double endY) = (x + to.X, y + to.Y + (to.Height / 2));
        double bend = Math.Max(20, (endX - startX) / 2);
        text.Append(CultureInfo.InvariantCulture, $"<path d=\"M{startX:F1},{startY:F1} C{startX + bend:F1},{startY:F1} {endX - bend:F1},{endY:F1} {endX:F1},{endY:F1}\" fill=\"none\" stroke=\"#5c6470\" marker-end=\"url(#tip)\"/>\n");
    }

    private static string Escape(string name)
    {
        StringBuilder escaped = new(name.Length + 8);
        foreach (Rune rune in name.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                < ' ' or (>= 0x7f and < 0xa0) or 0xfffe or 0xffff => escaped.Append(' '),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }
}

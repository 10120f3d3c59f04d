using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Prefect.Schema;

/// <summary>Writes JSON in ASCII: compactly, or in the canonical form that checksums are taken of.</summary>
internal static class JsonText
{
    public static string Write(JsonTree value)
    {
        StringBuilder text = new();
        Append(text, value, canonical: false);
        return text.ToString();
    }

    /// <summary>Members sorted by code point, a space behind commas and colons, numbers as Python prints them.</summary>
    public static string WriteCanonical(JsonTree value)
    {
        StringBuilder text = new();
        Append(text, value, canonical: true);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonTree value, bool canonical)
    {
        switch (value.Kind)
        {
            case JsonKind.Null:
                text.Append("null");
                break;
            case JsonKind.True:
                text.Append("true");
                break;
            case JsonKind.False:
                text.Append("false");
                break;
            case JsonKind.Number:
                text.Append(canonical ? PythonNumber.Format(value.Text) : value.Text);
                break;
            case JsonKind.Text:
                AppendText(text, value.Text);
                break;
            case JsonKind.List:
                AppendList(text, value, canonical);
                break;
            case JsonKind.Object:
                AppendObject(text, value, canonical);
                break;
        }
    }

    private static void AppendList(StringBuilder text, JsonTree value, bool canonical)
    {
        text.Append('[');
        string separator = "";
        foreach (JsonTree item in value.Items)
        {
            text.Append(separator);
            Append(text, item, canonical);
            separator = canonical ? ", " : ",";
        }

        text.Append(']');
    }

    private static void AppendObject(StringBuilder text, JsonTree value, bool canonical)
    {
        IEnumerable<KeyValuePair<string, JsonTree>> members = canonical
            ? value.Members.OrderBy(member => member.Key, CodePointComparer.Instance)
            : value.Members;
        text.Append('{');
        string separator = "";
        foreach (KeyValuePair<string, JsonTree> member in members)
        {
            text.Append(separator);
            AppendText(text, member.Key);
            text.Append(canonical ? ": " : ":");
            Append(text, member.Value, canonical);
            separator = canonical ? ", " : ",";
        }

        text.Append('}');
    }

    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < ' ' or > '~':
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}

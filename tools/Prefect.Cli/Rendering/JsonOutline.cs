using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prefect.Cli;

/// <summary>Writes JSON the way YAML does: one name a line, indented.</summary>
internal static class JsonOutline
{
    private static readonly SearchValues<char> s_special = SearchValues.Create(":#\n\r\"");

    public static string Of(JsonElement element)
    {
        StringBuilder text = new();
        Write(text, element, 0);
        return text.ToString().Trim('\n');
    }

    private static void Write(StringBuilder text, JsonElement element, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when element.GetPropertyCount() > 0:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    Line(text, depth).Append(Scalar(member.Name)).Append(':');
                    WriteValue(text, member.Value, depth + 1);
                }

                break;
            case JsonValueKind.Array when element.GetArrayLength() > 0:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Line(text, depth).Append('-');
                    WriteItem(text, item, depth + 1);
                }

                break;
            default:
                Line(text, depth).Append(Leaf(element));
                break;
        }
    }

    private static void WriteValue(StringBuilder text, JsonElement value, int depth)
    {
        if (IsLeaf(value))
        {
            text.Append(' ').Append(Leaf(value));
            return;
        }

        Write(text, value, depth);
    }

    /// <summary>Writes an item of a list, whose first line goes on behind the dash.</summary>
    private static void WriteItem(StringBuilder text, JsonElement item, int depth)
    {
        StringBuilder inner = new();
        Write(inner, item, 0);
        string indent = "\n" + new string(' ', depth * 2);
        text.Append(' ').Append(inner.ToString().Trim('\n').Replace("\n", indent, StringComparison.Ordinal));
    }

    private static StringBuilder Line(StringBuilder text, int depth) => text.Append('\n').Append(' ', depth * 2);

    private static bool IsLeaf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.GetPropertyCount() == 0,
        JsonValueKind.Array => element.GetArrayLength() == 0,
        _ => true,
    };

    private static string Leaf(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? Scalar(element.GetString()!) : element.GetRawText();

    /// <summary>A text as it stands where nothing else could be meant, else in quotes.</summary>
    private static string Scalar(string text)
    {
        bool isPlain = text.Length > 0 && text is not ("true" or "false" or "null" or "~")
            && (char.IsAsciiLetter(text[0]) || text[0] is '_' or '/' or '$')
            && text.AsSpan().IndexOfAny(s_special) < 0
            && text[^1] != ' ';
        return isPlain ? text : $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
    }
}

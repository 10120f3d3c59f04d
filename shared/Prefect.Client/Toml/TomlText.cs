using System.Globalization;
using System.Text;

namespace Prefect.Client.Toml;

/// <summary>Writes values on one line, the only form this library writes.</summary>
internal static class TomlText
{
    public static string Key(string key)
    {
        bool isBare = key.Length > 0;
        foreach (char c in key)
        {
            isBare &= char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
        }

        return isBare ? key : Quote(key);
    }

    public static string Quote(string value)
    {
        StringBuilder text = new(value.Length + 2);
        text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                < ' ' or '\u007F' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }

    public static string Value(TomlNode node) => node switch
    {
        TomlScalar { Kind: TomlKind.Text } scalar => Quote(scalar.Text),
        TomlScalar scalar => scalar.Text,
        TomlArray array => $"[{string.Join(", ", array.Items.Select(Value))}]",
        TomlTable table => $"{{ {string.Join(", ", table.Entries.Select(e => $"{Key(e.Key)} = {Value(e.Value)}"))} }}",
        _ => throw new ArgumentException($"No TOML form for {node.GetType().Name}.", nameof(node)),
    };
}

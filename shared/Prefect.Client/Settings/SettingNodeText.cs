using System.Text;
using System.Text.Json;
using Prefect.Client.Toml;

namespace Prefect.Client;

/// <summary>Turns a TOML value into the text an environment variable would hold: lists and tables become JSON.</summary>
internal static class SettingNodeText
{
    public static string Of(TomlNode node) => node is TomlScalar scalar ? scalar.Text : Json(node);

    private static string Json(TomlNode node)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            Write(writer, node);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter writer, TomlNode node)
    {
        switch (node)
        {
            case TomlTable table:
                writer.WriteStartObject();
                foreach ((string key, TomlNode value) in table.Entries)
                {
                    writer.WritePropertyName(key);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case TomlArray array:
                writer.WriteStartArray();
                array.Items.ForEach(item => Write(writer, item));
                writer.WriteEndArray();
                break;
            case TomlScalar { Value: bool flag }:
                writer.WriteBooleanValue(flag);
                break;
            case TomlScalar { Value: long number }:
                writer.WriteNumberValue(number);
                break;
            case TomlScalar scalar:
                writer.WriteStringValue(scalar.Text);
                break;
            default:
                throw new ArgumentException($"No JSON form for {node.GetType().Name}.", nameof(node));
        }
    }
}

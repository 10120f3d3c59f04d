using System.Text.Json;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>Variables as JSON.</summary>
internal static class VariableJson
{
    public static void Write(Utf8JsonWriter json, Variable variable)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, variable.Id);
        json.WriteString("created"u8, variable.Created);
        json.WriteString("updated"u8, variable.Updated);
        json.WriteString("name"u8, variable.Name);
        json.WritePropertyName("value"u8);
        variable.Value.WriteTo(json);
        json.WriteStartArray("tags"u8);
        foreach (string tag in variable.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

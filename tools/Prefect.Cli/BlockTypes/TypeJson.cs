using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>Writes a block type as one flat object.</summary>
internal static class TypeJson
{
    public static void Write(Utf8JsonWriter json, BlockTypeManifest type)
    {
        json.WriteStartObject();
        json.WriteString("slug"u8, type.Slug);
        json.WriteString("name"u8, type.Name);
        json.WriteString("logo_url"u8, type.LogoUrl);
        json.WriteString("documentation_url"u8, type.DocumentationUrl);
        json.WriteString("description"u8, type.Description);
        json.WriteString("code_example"u8, type.CodeExample);
        json.WriteBoolean("is_protected"u8, type.IsProtected);
        json.WriteStartObject("schema"u8);
        json.WriteString("checksum"u8, type.Schema.Checksum);
        json.WriteString("version"u8, type.Schema.Version);
        json.WriteStartArray("capabilities"u8);
        foreach (string capability in type.Schema.Capabilities)
        {
            json.WriteStringValue(capability);
        }

        json.WriteEndArray();
        json.WritePropertyName("fields"u8);
        type.Schema.Fields.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

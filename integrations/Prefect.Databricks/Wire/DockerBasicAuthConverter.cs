using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Databricks;

/// <summary>Sends the password in clear to the service, which needs it, and masks it in any other JSON.</summary>
internal sealed class DockerBasicAuthConverter : JsonConverter<DockerBasicAuth>
{
    private const string Username = "username";
    private const string Password = "password";

    public override DockerBasicAuth Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonObject members = JsonSerializer.Deserialize(ref reader, DatabricksWire.Type<JsonObject>()) ?? [];
        DockerBasicAuth read = new() { Username = members[Username]?.ToString(), Password = Wrap(members[Password]?.ToString()) };
        members.Remove(Username);
        members.Remove(Password);
        return members.Count == 0 ? read : read with { Extra = members };
    }

    public override void Write(Utf8JsonWriter writer, DockerBasicAuth value, JsonSerializerOptions options)
    {
        JsonObject members = value.Extra ?? [];
        members[Username] = value.Username;
        members[Password] = ReferenceEquals(options, DatabricksWire.Options) ? value.Password?.Reveal() : value.Password?.ToString();
        JsonSerializer.Serialize(writer, DatabricksWire.Strip(members), DatabricksWire.Type<JsonObject>());
    }

    // What a service says is no reference, even when it looks like one.
    private static SecretString? Wrap(string? text) => text is null ? null : new SecretString(SecretReferences.IsReference(text) ? "literal:" + text : text);
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

internal sealed class SecretDictionaryCodec : BlockCodec<SecretDictionary>
{
    private static readonly SecretJsonCodec s_value = new();

    public override bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out SecretDictionary value)
    {
        value = null;
        if (element.ValueKind != JsonValueKind.Object)
        {
            session.Report("an object", element);
            return false;
        }

        int problems = session.ProblemCount;
        foreach (JsonProperty member in element.EnumerateObject())
        {
            session.Enter(member.Name);
            s_value.TryRead(member.Value, session, out _);
            session.Leave();
        }

        value = new SecretDictionary(element);
        return problems == session.ProblemCount;
    }

    public override void Write(BlockWriter writer, SecretDictionary value)
    {
        writer.Json.WriteStartObject();
        foreach ((string key, SecretJson entry) in writer.Canonical ? value.OrderBy(pair => pair.Key, StringComparer.Ordinal) : (IEnumerable<KeyValuePair<string, SecretJson>>)value)
        {
            writer.Json.WritePropertyName(key);
            s_value.Write(writer, entry);
        }

        writer.Json.WriteEndObject();
    }
}

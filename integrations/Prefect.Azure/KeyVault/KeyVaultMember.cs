using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Looks into secrets that are JSON objects.</summary>
internal static class KeyVaultMember
{
    /// <summary>Makes a secret known to the masker, and each member of it.</summary>
    public static string Remember(string text)
    {
        SecretMasker.Add(text);
        if (text.AsSpan().TrimStart() is ['{', ..])
        {
            SecretMasker.Add(Parse(text));
        }

        return text;
    }

    /// <exception cref="SecretReferenceException">The secret has no such member. No text of it is in the message.</exception>
    public static string Of(string text, KeyVaultTarget target)
    {
        if (Parse(text) is not JsonObject members)
        {
            throw new SecretReferenceException($"A secret refers to '{target}', but the secret is no JSON object. Refer to it whole: '{target with { Member = null }}'.");
        }

        if (!members.TryGetPropertyValue(target.Member!, out JsonNode? member))
        {
            throw new SecretReferenceException($"A secret refers to '{target}', but the secret has no such member. Names of members are case-sensitive.");
        }

        return member is null
            ? throw new SecretReferenceException($"A secret refers to '{target}', which is null.")
            : member is JsonValue value && value.TryGetValue(out string? plain) ? plain : member.ToJsonString();
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: ArmNodes.Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

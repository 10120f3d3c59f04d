using System.Text;
using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>Makes values that came in clear from the service, or go to it, known to the masker.</summary>
internal static class RevealedSecret
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static string? s_last;

    /// <summary>Gives a text in JSON; null when it holds half of a surrogate pair, which no text can.</summary>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static string Remember(string text)
    {
        // Most programs read the same secret again and again.
        if (text == s_last)
        {
            return text;
        }

        SecretMasker.Add(text);
        if (text.AsSpan().TrimStart() is ['{', ..])
        {
            RememberMembers(text);
        }

        s_last = text;
        return text;
    }

    public static byte[] Remember(byte[] bytes)
    {
        try
        {
            Remember(s_strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            SecretMasker.Add(Convert.ToBase64String(bytes));
        }

        return bytes;
    }

    private static void RememberMembers(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            Remember(document.RootElement);
        }
        catch (JsonException)
        {
            // It only begins like JSON, and is known as a whole.
        }
    }

    private static void Remember(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    Remember(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Remember(item);
                }

                break;
            case JsonValueKind.String:
                SecretMasker.Add(Text(value) ?? value.GetRawText());
                break;
            case JsonValueKind.Number:
                SecretMasker.Add(value.GetRawText());
                break;
        }
    }
}

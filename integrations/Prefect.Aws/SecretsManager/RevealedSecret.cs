using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>Makes values that came in clear from the service, or go to it, known to the masker.</summary>
internal static class RevealedSecret
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static string? s_last;

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
            SecretMasker.Add(Parse(text));
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

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

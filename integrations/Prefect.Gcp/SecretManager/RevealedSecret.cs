using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>Makes values that came in clear from the service, or go to it, known to the masker.</summary>
internal static class RevealedSecret
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Gives the text of bytes in UTF-8; null when they are none.</summary>
    public static string? Text(byte[] bytes)
    {
        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public static string Remember(string text)
    {
        SecretMasker.Add(text);
        if (text.AsSpan().TrimStart() is ['{', ..])
        {
            SecretMasker.Add(Parse(text));
        }

        return text;
    }

    public static byte[] Remember(byte[] bytes)
    {
        _ = Remember(Text(bytes) ?? Convert.ToBase64String(bytes));
        return bytes;
    }

    public static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

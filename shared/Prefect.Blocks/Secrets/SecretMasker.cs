using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Blocks;

/// <summary>
/// Knows every secret that this process revealed and replaces each in a text, also where it stands URL-encoded,
/// JSON-escaped or in Base64. Loggers, activities, exceptions, results and the command line send their text through it.
/// </summary>
/// <remarks>Values shorter than four characters are not replaced: they would tear ordinary words apart.</remarks>
public static class SecretMasker
{
    private const int ShortestMasked = 4;
    private static readonly Lock s_gate = new();
    private static readonly HashSet<string> s_values = new(StringComparer.Ordinal);
    private static string[] s_forms = [];
    private static SearchValues<string>? s_search;

    /// <summary>Makes a secret known.</summary>
    /// <param name="secret">The value in clear.</param>
    public static void Add(string? secret)
    {
        if (secret is null || secret.Length < ShortestMasked || SecretMask.IsMask(secret))
        {
            return;
        }

        lock (s_gate)
        {
            if (!s_values.Add(secret))
            {
                return;
            }

            // Longest first, so that a secret that contains another is replaced whole.
            s_forms = [.. s_forms.Concat(Forms(secret)).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
            s_search = SearchValues.Create(s_forms, StringComparison.Ordinal);
        }
    }

    /// <summary>Replaces every known secret in a text by <see cref="SecretMask.Display"/>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text itself when there is nothing to replace.</returns>
    public static string Mask(string text)
    {
        SearchValues<string>? search = s_search;
        if (string.IsNullOrEmpty(text) || search is null || text.AsSpan().IndexOfAny(search) < 0)
        {
            return text;
        }

        StringBuilder masked = new(text);
        foreach (string form in s_forms)
        {
            masked.Replace(form, SecretMask.Display);
        }

        return masked.ToString();
    }

    /// <summary>Makes every text and number inside a secret JSON value known.</summary>
    /// <param name="secret">The value in clear.</param>
    public static void Add(JsonNode? secret)
    {
        switch (secret)
        {
            case JsonObject members:
                foreach ((_, JsonNode? member) in members)
                {
                    Add(member);
                }

                break;
            case JsonArray items:
                foreach (JsonNode? item in items)
                {
                    Add(item);
                }

                break;
            case JsonValue leaf when leaf.TryGetValue(out string? text):
                Add(text);
                break;
            case JsonValue number when number.GetValueKind() == JsonValueKind.Number:
                Add(number.ToJsonString());
                break;
        }
    }

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return JsonEncodedText.Encode(secret).ToString();
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        if (secret.Contains('\n', StringComparison.Ordinal))
        {
            // A key in several lines is often printed line by line.
            foreach (string line in secret.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length >= 16))
            {
                yield return line;
            }
        }
    }
}

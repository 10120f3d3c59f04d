using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Client;

namespace Prefect.Blocks;

/// <summary>
/// Knows every secret that this process revealed and replaces each in a text, also where it stands URL-encoded,
/// JSON-escaped or in Base64. Loggers, activities, exceptions, results and the command line send their text through it.
/// </summary>
/// <remarks>
/// Values shorter than four characters are not replaced, and values shorter than eight only where they stand alone: they would
/// tear ordinary words and numbers apart.
/// </remarks>
public static class SecretMasker
{
    private const int ShortestMasked = 4;
    private const int ShortestMaskedInsideWords = 8;
    private static readonly Lock s_gate = new();
    private static readonly HashSet<string> s_values = new(StringComparer.Ordinal);
    private static KnownForms? s_forms = KnownForms.None;

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
            if (s_values.Add(secret))
            {
                s_forms = null;
            }
        }
    }

    /// <summary>Makes the API key and the auth string of settings known.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="ArgumentNullException"><paramref name="settings"/> is null.</exception>
    public static void Add(PrefectSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Add(settings.Api.Key?.Reveal());
        if (settings.Api.AuthString?.Reveal() is { } pair)
        {
            Add(pair);
            Add(pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        }
    }

    /// <summary>Replaces every known secret in a text by <see cref="SecretMask.Display"/>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text itself when there is nothing to replace.</returns>
    public static string Mask(string text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        KnownForms forms = s_forms ?? Rebuild();
        StringBuilder? masked = null;
        int copied = 0;
        int at = 0;
        while (forms.Next(text, at) is var hit and >= 0)
        {
            if (forms.LongestAt(text, hit) is not { } form)
            {
                at = hit + 1;
                continue;
            }

            (masked ??= new StringBuilder(text.Length)).Append(text, copied, hit - copied).Append(SecretMask.Display);
            copied = at = hit + form.Length;
        }

        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
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

    private static KnownForms Rebuild()
    {
        lock (s_gate)
        {
            return s_forms ??= new KnownForms(s_values.SelectMany(Forms));
        }
    }

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;

        // Half of a surrogate pair has no form in UTF-8: whatever writes it puts the replacement character there.
        string text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(secret));
        yield return text;
        yield return Uri.EscapeDataString(text);
        yield return JsonEncodedText.Encode(text).ToString();
        yield return JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        if (secret.Contains('\n', StringComparison.Ordinal))
        {
            // A key in several lines is often printed line by line.
            foreach (string line in secret.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length >= 16))
            {
                yield return line;
            }
        }
    }

    /// <summary>Every form of every secret known at some time.</summary>
    private sealed class KnownForms
    {
        private readonly string[] _longestFirst;
        private readonly SearchValues<string>? _search;

        public KnownForms(IEnumerable<string> forms)
        {
            _longestFirst = [.. forms.Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
            _search = _longestFirst.Length == 0 ? null : SearchValues.Create(_longestFirst, StringComparison.Ordinal);
        }

        public static KnownForms None { get; } = new([]);

        public int Next(string text, int from)
        {
            int hit = _search is null ? -1 : text.AsSpan(from).IndexOfAny(_search);
            return hit < 0 ? -1 : from + hit;
        }

        /// <summary>The longest form that stands at a place; null when each that does is short and part of a word.</summary>
        public string? LongestAt(string text, int at) => Array.Find(
            _longestFirst,
            form => text.AsSpan(at).StartsWith(form, StringComparison.Ordinal)
                && (form.Length >= ShortestMaskedInsideWords || StandsAlone(text, at, form.Length)));

        private static bool StandsAlone(string text, int at, int length) =>
            (at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at]))
            && (at + length == text.Length || !char.IsLetterOrDigit(text[at + length]) || !char.IsLetterOrDigit(text[at + length - 1]));
    }
}

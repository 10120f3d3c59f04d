using System.Text;

namespace Prefect.Gcp;

/// <summary>Makes labels that Google Cloud takes of those that Prefect has.</summary>
public static class GcpLabels
{
    /// <summary>How many labels a resource may have.</summary>
    public const int MaxCount = 64;

    /// <summary>How long a key or a value may be.</summary>
    public const int MaxLength = 63;

    /// <summary>
    /// Makes keys and values that may be used: small letters, digits, underscores and dashes, what else there is becoming a dash. Keys
    /// lose what stands before their first letter, and a label whose key has none is left out.
    /// </summary>
    /// <param name="labels">The labels, in order of importance.</param>
    /// <exception cref="ArgumentException"><paramref name="labels"/> is null, or a label has no key or no value.</exception>
    public static IReadOnlyDictionary<string, string> Sanitize(IEnumerable<KeyValuePair<string, string>> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        OrderedDictionary<string, string> sanitized = new(StringComparer.Ordinal);
        foreach ((string key, string value) in labels)
        {
            if (key is null || value is null)
            {
                throw new ArgumentException($"The label '{key}' has no {(key is null ? "key" : "value")}: give it one, or leave it out.", nameof(labels));
            }

            string safe = Cut(Safe(key).TrimStart([.. "-_0123456789"]));
            if (safe.Length > 0)
            {
                sanitized[safe] = Cut(Safe(value));
            }
        }

        return sanitized;
    }

    /// <summary>
    /// Adds Prefect's labels to those there are. These are left as they are and have precedence; of Prefect's, the last are left out
    /// where there would be more than <see cref="MaxCount"/>.
    /// </summary>
    /// <param name="prefectLabels">Prefect's labels, in order of importance.</param>
    /// <param name="existingLabels">The labels that the resource has.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IReadOnlyDictionary<string, string> Merge(
        IEnumerable<KeyValuePair<string, string>> prefectLabels, IReadOnlyDictionary<string, string> existingLabels)
    {
        ArgumentNullException.ThrowIfNull(existingLabels);
        OrderedDictionary<string, string> merged = new(StringComparer.Ordinal);
        int room = MaxCount - existingLabels.Count;
        foreach ((string key, string value) in Sanitize(prefectLabels).Where(label => !existingLabels.ContainsKey(label.Key)).Take(Math.Max(room, 0)))
        {
            merged[key] = value;
        }

        foreach ((string key, string value) in existingLabels)
        {
            merged[key] = value;
        }

        return merged;
    }

    private static string Safe(string text)
    {
        StringBuilder safe = new();
        foreach (Rune rune in text.ToLowerInvariant().EnumerateRunes())
        {
            bool isSafe = rune.IsAscii && ((char)rune.Value is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-');
            safe.Append(isSafe ? (char)rune.Value : '-');
        }

        return safe.ToString();
    }

    private static string Cut(string text) => text.Length > MaxLength ? text[..MaxLength] : text;
}

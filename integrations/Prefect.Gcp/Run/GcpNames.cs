using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Prefect.Gcp;

/// <summary>Makes names that Cloud Run takes.</summary>
public static partial class GcpNames
{
    private const int LongestJob = 63;
    private const int LongestLabel = 63;
    private const int ShortId = 7;

    /// <summary>Last part of the name of the execution that begins with the job of a key.</summary>
    internal const string KeyedExecution = "once";

    // The service wants fewer than 63 letters for this and the name of the job.
    private const int LongestKeyedJob = LongestJob - 1 - 4;

    private static readonly FrozenDictionary<char, string> s_plain = Table(
        "a àáâãäåāăą", "ae æ", "c çćĉċč", "d ďđð", "e èéêëēĕėęě", "g ĝğġģ", "h ĥħ", "i ìíîïĩīĭįı", "j ĵ", "k ķ", "l ĺļľŀł", "n ñńņň", "o òóôõöøōŏő", "oe œ",
        "r ŕŗř", "s śŝşšș", "ss ß", "t ţťŧț", "th þ", "u ùúûüũūŭůűų", "w ŵ", "y ýÿŷ", "z źżž").ToFrozenDictionary();

    /// <summary>
    /// Makes a name of a text: small letters, digits and single dashes, none of these at its ends. Accents are taken off letters; what
    /// else there is becomes a dash.
    /// </summary>
    /// <param name="name">The text.</param>
    /// <param name="maxLength">How long the name is at most, at least 1. Default: 30, which leaves room for an id in names of jobs.</param>
    /// <returns>The name; null when nothing is left.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is not positive.</exception>
    public static string? SlugifyName(string name, int maxLength = 30)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        string slug = Cut(Slug(name, NotInName()), maxLength);
        return slug.Length > 0 ? slug : null;
    }

    /// <summary>The name of a job with a short id, as long as the service allows.</summary>
    internal static string Job(string? name) => WithId(name, Guid.NewGuid().ToString("N")[..ShortId]);

    /// <summary>The name of a job with a long id, which is different each time.</summary>
    internal static string LongJob(string? name) => WithId(name, Guid.NewGuid().ToString("N"));

    /// <summary>The name of a job that a key stands for, the same each time.</summary>
    internal static string KeyedJob(string? name, string key) => WithId(name, KeyId(name, key).ToString("N"), LongestKeyedJob);

    /// <summary>An id for a key of a work, the same each time. What is left of the work's name in that of a job need not tell it from others.</summary>
    internal static Guid KeyId(string? name, string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\0{key}")).AsSpan(0, 16));

    /// <summary>Whether a job may have this name.</summary>
    internal static bool IsJob(string name) => JobName().IsMatch(name);

    /// <summary>Makes a key or a value of a label as Prefect's worker for Vertex AI does.</summary>
    internal static string VertexLabel(string text)
    {
        string plain = text.Replace('/', '_').Replace('.', '-');
        return Cut(Slug(plain, NotInLabel()), LongestLabel);
    }

    // The service wants a letter in front.
    private static string WithId(string? name, string id, int longest = LongestJob)
    {
        string slug = SlugifyName(name ?? "", LongestJob) ?? "prefect";
        slug = char.IsAsciiDigit(slug[0]) ? $"prefect-{slug}" : slug;
        return $"{Cut(slug, longest - 1 - id.Length)}-{id}";
    }

    // In the order in which Python's slugify does it, so that names are the same whoever makes them.
    private static string Slug(string text, Regex unwanted)
    {
        string whole = Quotes().Replace(string.Concat(text.EnumerateRunes()), "-");
        string plain = Plain(WebUtility.HtmlDecode(whole).ToLowerInvariant()).Replace("'", "", StringComparison.Ordinal);
        plain = unwanted.Replace(Thousands().Replace(plain, ""), "-");
        return Dashes().Replace(plain, "-").Trim('-');
    }

    // By a table, and not by the platform's: what that does depends on what is installed, and a key's job must have one name everywhere.
    private static string Plain(string text)
    {
        StringBuilder plain = new();
        foreach (char letter in text)
        {
            if (s_plain.TryGetValue(letter, out string? other))
            {
                plain.Append(other);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(letter);
            }
        }

        return plain.ToString();
    }

    private static Dictionary<char, string> Table(params ReadOnlySpan<string> lines)
    {
        Dictionary<char, string> table = [];
        foreach (string line in lines)
        {
            string[] parts = line.Split(' ');
            foreach (char letter in parts[1])
            {
                table[letter] = parts[0];
            }
        }

        return table;
    }

    private static string Cut(string text, int length) => text.Length > length ? text[..length].Trim('-') : text;

    [GeneratedRegex(@"\A[a-z]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JobName();

    [GeneratedRegex("'+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quotes();

    [GeneratedRegex(@"(?<=\d),(?=\d)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Thousands();

    [GeneratedRegex("[^a-zA-Z0-9-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInName();

    [GeneratedRegex("[^a-zA-Z0-9_-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInLabel();

    [GeneratedRegex("-{2,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dashes();
}

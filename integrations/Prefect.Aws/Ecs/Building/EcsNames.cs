using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Prefect.Aws;

/// <summary>Makes names that the service takes.</summary>
internal static partial class EcsNames
{
    private const int LongestKey = 128;
    private const int LongestValue = 256;
    private const int LongestFamily = 240;

    public static string TagKey(string text) => Cut(Slug(text), LongestKey);

    public static string TagValue(string text) => Cut(Slug(text), LongestValue);

    /// <summary>A family's name holds letters, digits, dashes and underscores; what else there is becomes a dash.</summary>
    public static string Family(string text) => Cut(Dashes().Replace(NotInFamily().Replace(text, "-"), "-").Trim('-'), LongestFamily);

    /// <summary>A name as ids of Prefect's resources have it: lower-case letters, digits and dashes.</summary>
    public static string Resource(string text) => Dashes().Replace(NotInResource().Replace(Slug(text).ToLowerInvariant(), "-"), "-").Trim('-');

    // In the order in which Python's slugify does it, so that tags are the same whoever sets them.
    private static string Slug(string text)
    {
        string whole = string.Concat(text.EnumerateRunes());
        string plain = Quotes().Replace(whole, "-").Normalize(NormalizationForm.FormKC);
        plain = WebUtility.HtmlDecode(plain).Normalize(NormalizationForm.FormKC).Replace("'", "", StringComparison.Ordinal);
        plain = NotInTag().Replace(Thousands().Replace(plain, ""), "-");
        return Dashes().Replace(plain, "-").Trim('-');
    }

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;

    [GeneratedRegex("'+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quotes();

    [GeneratedRegex(@"(?<=\d),(?=\d)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Thousands();

    [GeneratedRegex("[^a-zA-Z0-9_./=+:@-]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInTag();

    [GeneratedRegex("[^a-z0-9-]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInResource();

    [GeneratedRegex("[^a-zA-Z0-9_-]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInFamily();

    [GeneratedRegex("-{2,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dashes();
}

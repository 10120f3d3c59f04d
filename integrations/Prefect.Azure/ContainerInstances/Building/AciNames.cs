using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Prefect.Azure;

/// <summary>Makes names that the service takes.</summary>
internal static partial class AciNames
{
    // With what stands before the name of its deployment, a group's name fits into the 64 letters that deployments have.
    private const int LongestGroup = 55;
    private const int LongestTag = 512;
    private const int LongestTagValue = 256;

    /// <summary>The name of a run's container group: what it is called after, and the run's id.</summary>
    public static AciIdentifier For(string? name, Guid run)
    {
        string id = run.ToString();
        string slug = Slug(name ?? "");
        slug = slug.Length > LongestGroup - id.Length ? slug[..(LongestGroup - id.Length)].Trim('-') : slug;
        return new AciIdentifier(id, slug.Length > 0 ? $"{slug}-{id}" : id);
    }

    public static string Deployment(string group) => $"prefect-{group}";

    /// <summary>Whether a group may have this name.</summary>
    public static bool IsGroup(string name) => GroupName().IsMatch(name);

    public static string TagKey(string text) => Cut(NotInTag().Replace(text, "-"), LongestTag);

    public static string TagValue(string text) => Cut(text, LongestTagValue);

    private static string Slug(string text)
    {
        StringBuilder plain = new();
        foreach (char letter in string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && letter != '\'')
            {
                plain.Append(letter);
            }
        }

        return Gaps().Replace(plain.ToString().ToLowerInvariant(), "-").Trim('-');
    }

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;

    [GeneratedRegex(@"\A[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GroupName();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gaps();

    [GeneratedRegex(@"[<>%&\\?/\p{Cc}]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInTag();
}

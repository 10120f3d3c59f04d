using System.Globalization;
using System.Text;

namespace Prefect.Client;

/// <summary>Makes text of unknown length and content fit to stand in a message.</summary>
internal static class SettingText
{
    private const int Longest = 80;

    public static string Shorten(string text)
    {
        ReadOnlySpan<char> kept = text.AsSpan(0, Math.Min(text.Length, Longest));
        StringBuilder shown = new(kept.Length + 1);
        foreach (char c in kept)
        {
            _ = char.IsControl(c) || char.IsSurrogate(c) ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : shown.Append(c);
        }

        return text.Length > Longest ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>The value in quotes, or words in its place where it must not be shown.</summary>
    public static string Quote(SettingDefinition definition, string text)
        => definition.IsSecret ? "(a hidden value)" : $"'{Shorten(SettingMask.Apply(definition, text))}'";
}

using System.Globalization;
using System.Text;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>Makes text fit to print: no secret that was revealed, and nothing that a terminal would obey.</summary>
internal static class Printable
{
    /// <summary>Masks secrets and shows control characters, except line ends and tabs, as escapes.</summary>
    public static string Of(string text) => Visible(SecretMasker.Mask(text));

    /// <summary>Shows control characters, except line ends and tabs, as escapes.</summary>
    public static string Visible(string text)
    {
        foreach (char character in text)
        {
            if (IsHarmful(character))
            {
                return Escape(text);
            }
        }

        return text;
    }

    /// <summary>As <see cref="Of"/>, on one line and not longer than asked.</summary>
    public static string Short(string text, int length = 100)
    {
        string line = Of(text).ReplaceLineEndings(" ");
        return line.Length <= length ? line : string.Concat(line.AsSpan(0, length - 1), "…");
    }

    private static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 16);
        foreach (char character in text)
        {
            if (IsHarmful(character))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                escaped.Append(character);
            }
        }

        return escaped.ToString();
    }

    /// <summary>Control characters, and those that turn the direction of writing around.</summary>
    private static bool IsHarmful(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\t' or '\r'))
        || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

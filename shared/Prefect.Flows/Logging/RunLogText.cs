using System.Text;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Makes the text of a line that is kept: masked, with the exception, and no longer than allowed.</summary>
internal static class RunLogText
{
    private const string Cut = "... [truncated]";

    public static string Of(string message, Exception? exception, int mostBytes)
    {
        string text = exception is null ? message : $"{message}\n{exception}";
        return Shorten(SecretMasker.Mask(text), mostBytes);
    }

    private static string Shorten(string text, int mostBytes)
    {
        // A character takes three bytes at most.
        if (text.Length <= mostBytes / 3 || Encoding.UTF8.GetByteCount(text) <= mostBytes)
        {
            return text;
        }

        int room = Math.Max(0, mostBytes - Cut.Length);
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return string.Concat(text.AsSpan(0, length), Cut);
    }
}

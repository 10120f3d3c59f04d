using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>
/// Finds halves of surrogate pairs. They are no Unicode text: .NET reads none from JSON, and writes a replacement character in
/// their place, so that a secret that holds one would come back as another.
/// </summary>
internal static class HalfPairs
{
    /// <summary>Tells whether a name or text in JSON escapes half of a pair.</summary>
    public static bool AreIn(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
        {
            return false;
        }

        Utf8JsonReader reader = new(json);
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            return true;
        }

        return false;
    }

    /// <summary>Refuses a text that cannot be written as it is.</summary>
    public static void ThrowIfIn(string text)
    {
        ReadOnlySpan<char> rest = text;
        int start = rest.IndexOfAnyInRange('\ud800', '\udfff');
        while (start >= 0)
        {
            if (Rune.DecodeFromUtf16(rest[start..], out _, out int length) != OperationStatus.Done)
            {
                throw new BlockValidationException(
                    "A text", [new BlockFieldProblem("value", "Unicode text", "half of a surrogate pair")],
                    "Documents hold text as UTF-8: encode other data, as Base64 for example.");
            }

            rest = rest[(start + length)..];
            start = rest.IndexOfAnyInRange('\ud800', '\udfff');
        }
    }
}

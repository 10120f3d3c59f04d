using System.Globalization;
using System.Text;

namespace Prefect.Testing;

/// <summary>Escapes as signatures want them: all bytes but letters, digits and <c>-._~</c>, in upper case.</summary>
internal static class PercentCoding
{
    public static string Encode(ReadOnlySpan<byte> bytes, bool keepSlash)
    {
        StringBuilder text = new(bytes.Length);
        foreach (byte value in bytes)
        {
            char character = (char)value;
            if (char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~' || (keepSlash && character == '/'))
            {
                text.Append(character);
            }
            else
            {
                text.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    public static string Encode(string text, bool keepSlash = false) => Encode(Encoding.UTF8.GetBytes(text), keepSlash);

    /// <summary>Takes escapes away; a plus stays a plus.</summary>
    public static byte[] Decode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        List<byte> decoded = new(bytes.Length);
        for (int index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] == '%' && index + 2 < bytes.Length
                && byte.TryParse(bytes.AsSpan(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                decoded.Add(value);
                index += 2;
            }
            else
            {
                decoded.Add(bytes[index]);
            }
        }

        return [.. decoded];
    }

    public static string DecodeText(string text) => Encoding.UTF8.GetString(Decode(text));
}

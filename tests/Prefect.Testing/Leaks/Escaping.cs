using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Prefect.Testing;

/// <summary>The ways that libraries escape the same text for the same format.</summary>
internal static partial class Escaping
{
    public static IEnumerable<string> Json(string value)
    {
        string[] forms = [JavaScriptEncoder.Default.Encode(value), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value), AsciiJson(value)];
        return forms.SelectMany(form => new[] { form, form.Replace("/", "\\/", StringComparison.Ordinal) })
            .SelectMany(form => new[] { form, WithLowerDigits(form) });
    }

    public static IEnumerable<string> Url(string value)
    {
        string[] forms = [Uri.EscapeDataString(value), UrlEncoder.Default.Encode(value), WebUtility.UrlEncode(value)];
        return forms.SelectMany(form => new[] { form, form.Replace("%2F", "/", StringComparison.Ordinal) })
            .SelectMany(form => new[] { form, WithLowerDigits(form) });
    }

    public static IEnumerable<string> Markup(string value) =>
        [SecurityElement.Escape(value), HtmlEncoder.Default.Encode(value), WebUtility.HtmlEncode(value)];

    /// <summary>Escapes what is not ASCII, and of ASCII only what JSON demands, as Python does.</summary>
    private static string AsciiJson(string value)
    {
        StringBuilder text = new();
        foreach (char character in value)
        {
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or > '~' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => character.ToString(),
            });
        }

        return text.ToString();
    }

    private static string WithLowerDigits(string escaped) => EscapePattern().Replace(escaped, match => match.Value.ToLowerInvariant());

    [GeneratedRegex(@"%[0-9A-F]{2}|\\u[0-9A-F]{4}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EscapePattern();
}

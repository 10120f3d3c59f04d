using System.Text;

namespace Prefect.Testing;

/// <summary>One way a canary may be written, as the bytes to look for.</summary>
internal sealed record LeakForm(string Canary, string Name, byte[] Bytes)
{
    /// <summary>Lists every form of a canary, each sequence of bytes once, the plainest name first.</summary>
    public static IEnumerable<LeakForm> Of(Canary canary) =>
        Texts(canary.Value)
            .SelectMany(form => new LeakForm[]
            {
                new(canary.Name, form.Name, Encoding.UTF8.GetBytes(form.Text)),
                new(canary.Name, $"{form.Name} in UTF-16", Encoding.Unicode.GetBytes(form.Text)),
            })
            .DistinctBy(form => Convert.ToHexString(form.Bytes), StringComparer.Ordinal);

    public bool IsThatOf(Leak leak) =>
        string.Equals(leak.Canary, Canary, StringComparison.Ordinal) && string.Equals(leak.Form, Name, StringComparison.Ordinal);

    private static IEnumerable<(string Name, string Text)> Texts(string value) =>
    [
        ("plain text", value),
        .. Escaping.Json(value).Select(text => ("JSON", text)),
        .. Escaping.Url(value).Select(text => ("URL encoding", text)),
        .. Escaping.Markup(value).Select(text => ("XML or HTML", text)),
        .. Binary(Encoding.UTF8.GetBytes(value)),
        .. Binary(Encoding.Unicode.GetBytes(value)).Select(form => ($"{form.Name} of UTF-16", form.Text)),
    ];

    private static IEnumerable<(string Name, string Text)> Binary(byte[] bytes)
    {
        foreach (string base64 in Base64(bytes))
        {
            yield return ("base64", base64);
            yield return ("base64url", base64.Replace('+', '-').Replace('/', '_'));
        }

        foreach (string hex in new[] { Convert.ToHexString(bytes), BitConverter.ToString(bytes) })
        {
            yield return ("hex", hex);
            yield return ("hex", hex.ToLowerInvariant());
        }
    }

    // What stands before and after the secret is unknown: only the characters that depend on the secret alone are kept.
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        for (int before = 0; before < 3; before++)
        {
            string encoded = Convert.ToBase64String([.. new byte[before], .. bytes]);
            int first = before == 0 ? 0 : before + 1;
            int unsure = ((before + bytes.Length) % 3) switch { 0 => 0, 1 => 3, _ => 2 };
            yield return encoded[first..^unsure];
        }
    }
}

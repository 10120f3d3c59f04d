using System.Globalization;
using System.Text;

namespace Prefect.Snowflake;

/// <summary>What a browser sent.</summary>
internal sealed class BrowserRequest
{
    private readonly Dictionary<string, string> _headers;

    private BrowserRequest(string method, string query, Dictionary<string, string> headers, string body)
    {
        Method = method;
        Query = query;
        Body = body;
        _headers = headers;
    }

    public string Method { get; }

    public string Query { get; }

    public string Body { get; }

    /// <summary>Reads a request; null while it is not there to its end, or is none.</summary>
    public static BrowserRequest? Parse(string text)
    {
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        string[] lines = end < 0 ? [] : text[..end].Split("\r\n");
        if (lines.Length == 0 || lines[0].Split(' ') is not [var method, var target, ..])
        {
            return null;
        }

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string[] pair in lines.Skip(1).Select(static line => line.Split(':', 2)).Where(static pair => pair.Length == 2))
        {
            headers[pair[0].Trim()] = pair[1].Trim();
        }

        string body = text[(end + 4)..];
        bool isWhole = !int.TryParse(headers.GetValueOrDefault("Content-Length"), CultureInfo.InvariantCulture, out int length) || Encoding.UTF8.GetByteCount(body) >= length;
        int query = target.IndexOf('?', StringComparison.Ordinal);
        return isWhole ? new BrowserRequest(method, query < 0 ? "" : target[(query + 1)..], headers, body) : null;
    }

    public string? Header(string name) => _headers.GetValueOrDefault(name);

    /// <summary>A field of a form or a query.</summary>
    public static string? Field(string form, string name) => form
        .Split('&')
        .Select(static pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2 && pair[0] == name)
        .Select(static pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')))
        .FirstOrDefault();
}

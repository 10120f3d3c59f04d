using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Prefect.Azure;

/// <summary>Signs requests with an account's key, as Azure Storage wants it: <c>SharedKey</c>, for version 2015-02-21 and later.</summary>
internal sealed class SharedKeyPolicy(string account, byte[] key, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    private static readonly string[] s_signed =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date", "If-Modified-Since", "If-Match",
        "If-None-Match", "If-Unmodified-Since", "Range",
    ];

    public override void OnSendingRequest(HttpMessage message)
    {
        Request request = message.Request;
        request.Headers.SetValue("x-ms-date", time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        byte[] signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(TextToSign(request)));
        request.Headers.SetValue("Authorization", $"SharedKey {account}:{Convert.ToBase64String(signature)}");
    }

    internal string TextToSign(Request request)
    {
        StringBuilder text = new(512);
        text.Append(request.Method.Method).Append('\n');
        foreach (string name in s_signed)
        {
            text.Append(name == "Content-Length" ? Length(request.Content) : Value(request, name)).Append('\n');
        }

        AppendHeaders(text, request);
        AppendResource(text, request.Uri.ToUri());
        return text.ToString();
    }

    // No length and a length of zero are one and the same here.
    private static string Length(RequestContent? content) =>
        content is not null && content.TryComputeLength(out long length) && length > 0 ? length.ToString(CultureInfo.InvariantCulture) : "";

    private static string Value(Request request, string name) => request.Headers.TryGetValue(name, out string? value) ? value ?? "" : "";

    private static void AppendHeaders(StringBuilder text, Request request)
    {
        IEnumerable<HttpHeader> headers = request.Headers
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => SortKey(header.Name), StringComparer.Ordinal);
        foreach (HttpHeader header in headers)
        {
            text.Append(header.Name.ToLowerInvariant()).Append(':').Append(header.Value.Trim()).Append('\n');
        }
    }

    // The service sorts as dictionaries do: dashes do not count, and underscores come before digits and letters.
    private static string SortKey(string name) =>
        name.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal).Replace('_', '!');

    private void AppendResource(StringBuilder text, Uri address)
    {
        text.Append('/').Append(account).Append(address.AbsolutePath);
        IEnumerable<(string Name, string Value)> parameters = address.Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Uri.UnescapeDataString(pair[0]).ToLowerInvariant(), pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : ""))
            .OrderBy(pair => pair.Item1, StringComparer.Ordinal);
        foreach ((string name, string value) in parameters)
        {
            text.Append('\n').Append(name).Append(':').Append(value);
        }
    }
}

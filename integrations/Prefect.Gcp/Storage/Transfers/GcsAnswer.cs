using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Prefect.Gcp;

/// <summary>An answer with content of an object, or part of it.</summary>
internal sealed class GcsAnswer(HttpResponseMessage message, Stream content) : IDisposable
{
    private readonly ContentRangeHeaderValue? _range = message.Content.Headers.ContentRange;

    public Stream Content => content;

    /// <summary>Place of the first byte in the object.</summary>
    public long Offset => _range?.From ?? 0;

    /// <summary>How many bytes the answer has; null when it does not say.</summary>
    public long? Length => message.Content.Headers.ContentLength;

    /// <summary>How many bytes the object has; null when the answer does not say.</summary>
    public long? Total => message.StatusCode == HttpStatusCode.PartialContent
        ? _range?.Length
        : message.Content.Headers.ContentLength ?? Number("x-goog-stored-content-length");

    public long? Generation => Number("x-goog-generation");

    /// <summary>Whether the content is packed by gzip.</summary>
    public bool IsPacked => message.Content.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the service unpacked what it has: its checksums and lengths are then of something else.</summary>
    public bool WasUnpacked => !IsPacked && First("x-goog-stored-content-encoding") == "gzip";

    /// <summary>Checksums of the whole object in base64, as far as they are given.</summary>
    public (string? Crc32C, string? Md5) Checksums()
    {
        string? crc = null;
        string? md5 = null;
        if (message.Headers.TryGetValues("x-goog-hash", out IEnumerable<string>? lines))
        {
            foreach (string part in lines.SelectMany(static line => line.Split(',', StringSplitOptions.TrimEntries)))
            {
                crc = part.StartsWith("crc32c=", StringComparison.Ordinal) ? part["crc32c=".Length..] : crc;
                md5 = part.StartsWith("md5=", StringComparison.Ordinal) ? part["md5=".Length..] : md5;
            }
        }

        return (crc, md5);
    }

    public void Dispose()
    {
        content.Dispose();
        message.Dispose();
    }

    private long? Number(string header) =>
        long.TryParse(First(header), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;

    private string? First(string header) =>
        message.Headers.TryGetValues(header, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}

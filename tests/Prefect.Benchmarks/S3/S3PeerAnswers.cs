using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Prefect.Benchmarks;

internal sealed class S3PeerAnswers(long objectBytes, int keys)
{
    /// <summary>Path at which the peer says how many bytes of content it was sent.</summary>
    public const string ReceivedPath = "/-/received";

    // The form that objects uploaded in parts have: it is no hash of the content, so that clients do not compare it with one.
    private const string Tag = "\"6f1ed002ab5595859014ebf0951522d9-128\"";
    private const int PageSize = 1000;
    private static readonly byte[] s_content = new byte[128 * 1024];
    private long _received;

    public Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        context.Response.Headers["x-amz-request-id"] = "BENCHMARK0000000";
        if (request.Path == ReceivedPath)
        {
            return TextAsync(context, "text/plain", Interlocked.Read(ref _received).ToString(CultureInfo.InvariantCulture));
        }

        return request.Method switch
        {
            "PUT" => TakeAsync(context),
            "POST" when request.Query.ContainsKey("uploads") => StartUploadAsync(context),
            "POST" => CompleteUploadAsync(context),
            "GET" when request.Query.ContainsKey("list-type") => ListAsync(context),
            "GET" or "HEAD" => GiveAsync(context),
            _ => Task.FromResult(context.Response.StatusCode = StatusCodes.Status204NoContent),
        };
    }

    private static async Task<long> DrainAsync(PipeReader body)
    {
        long length = 0;
        while (true)
        {
            ReadResult read = await body.ReadAsync();
            length += read.Buffer.Length;
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return length;
            }
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        long length = await DrainAsync(context.Request.BodyReader);
        bool framed = context.Request.Headers.TryGetValue("x-amz-decoded-content-length", out StringValues decoded);
        Interlocked.Add(ref _received, framed ? long.Parse(decoded!, CultureInfo.InvariantCulture) : length);
        context.Response.Headers.ETag = Tag;
        context.Response.ContentLength = 0;
    }

    private static async Task StartUploadAsync(HttpContext context)
    {
        await DrainAsync(context.Request.BodyReader);
        await XmlAsync(context, "<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>u</UploadId></InitiateMultipartUploadResult>");
    }

    private static async Task CompleteUploadAsync(HttpContext context)
    {
        await DrainAsync(context.Request.BodyReader);
        await XmlAsync(context, $"<CompleteMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><ETag>{Tag}</ETag></CompleteMultipartUploadResult>");
    }

    private async Task GiveAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        (long first, long last) = (0, objectBytes - 1);
        string range = context.Request.Headers.Range.ToString();
        if (range.StartsWith("bytes=", StringComparison.Ordinal))
        {
            string[] ends = range["bytes=".Length..].Split('-');
            first = long.Parse(ends[0], CultureInfo.InvariantCulture);
            last = ends[1].Length == 0 ? last : Math.Min(last, long.Parse(ends[1], CultureInfo.InvariantCulture));
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {first}-{last}/{objectBytes}";
        }

        response.Headers.ETag = Tag;
        response.Headers.LastModified = "Fri, 20 Nov 2026 08:00:00 GMT";
        response.Headers.AcceptRanges = "bytes";
        response.ContentType = "application/octet-stream";
        response.ContentLength = last - first + 1;
        if (context.Request.Method == "HEAD")
        {
            return;
        }

        for (long left = last - first + 1; left > 0; left -= s_content.Length)
        {
            await response.Body.WriteAsync(s_content.AsMemory(0, (int)Math.Min(left, s_content.Length)), context.RequestAborted);
        }
    }

    private Task ListAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        int first = query.TryGetValue("continuation-token", out StringValues token) ? int.Parse(token!, CultureInfo.InvariantCulture) : 0;
        int end = Math.Min(first + PageSize, keys);
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture,
            $"<ListBucketResult><Name>b</Name><Prefix>{query["prefix"]}</Prefix><KeyCount>{end - first}</KeyCount><MaxKeys>{PageSize}</MaxKeys><IsTruncated>{(end < keys ? "true" : "false")}</IsTruncated>");
        if (end < keys)
        {
            page.Append(CultureInfo.InvariantCulture, $"<NextContinuationToken>{end}</NextContinuationToken>");
        }

        for (int key = first; key < end; key++)
        {
            page.Append(CultureInfo.InvariantCulture,
                $"<Contents><Key>{query["prefix"]}orders/{key:D6}.csv</Key><LastModified>2026-11-20T08:00:00.000Z</LastModified><ETag>{Tag}</ETag><Size>4096</Size><StorageClass>STANDARD</StorageClass></Contents>");
        }

        return XmlAsync(context, page.Append("</ListBucketResult>").ToString());
    }

    private static Task XmlAsync(HttpContext context, string xml) =>
        TextAsync(context, "application/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);

    private static Task TextAsync(HttpContext context, string type, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }
}

using System.Globalization;
using System.Net;
using System.Xml;
using Azure;
using Azure.Core;

namespace Prefect.Azure;

/// <content>Reading and deleting blobs.</content>
internal sealed partial class BlobRest
{
    // The service computes no checksum of a larger range.
    private const long LargestCheckedRange = 4 * 1024 * 1024;

    // The emulator cannot either, and refuses to be asked.
    private volatile bool _checksRanges = options.ContentCheck != BlobContentCheck.None;

    public async Task<BlobAnswer> GetAsync(BlobAddress blob, BlobRange? range, CancellationToken cancellationToken)
    {
        bool isChecked = _checksRanges && range?.Length <= LargestCheckedRange;
        try
        {
            return await AskAsync(blob, range, isChecked, cancellationToken).ConfigureAwait(false);
        }
        catch (AzureException exception) when (isChecked && exception.ErrorCode == BlobRefusal.NotSupported)
        {
            _checksRanges = false;
            return await AskAsync(blob, range, isChecked: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<BlobAnswer> AskAsync(BlobAddress blob, BlobRange? range, bool isChecked, CancellationToken cancellationToken) =>
        AzureCall.RunAsync(
            blob.Operation("GetBlob", "download"),
            async token =>
            {
                using HttpMessage message = CreateMessage(RequestMethod.Get, PathOf(blob), request => Ask(request, range, isChecked));
                message.BufferResponse = false;
                await _pipeline.SendAsync(message, token).ConfigureAwait(false);
                await ThrowIfRefusedAsync(message, token).ConfigureAwait(false);
                return ToAnswer(message);
            },
            cancellationToken);

    public async Task<AzureBlobInfo?> FindAsync(BlobAddress blob, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(
                blob.Operation("GetBlobProperties", "find"), RequestMethod.Head, PathOf(blob), null, message => ToInfo(blob, message.Response), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AzureException exception) when (IsMissing(exception) && exception.ErrorCode != "ContainerNotFound")
        {
            return null;
        }
    }

    public async Task<bool> DeleteAsync(BlobAddress blob, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(blob.Operation("DeleteBlob", "delete"), RequestMethod.Delete, PathOf(blob), null, static _ => true, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AzureException exception) when (IsMissing(exception) && exception.ErrorCode != "ContainerNotFound")
        {
            return false;
        }
    }

    private void Ask(Request request, BlobRange? range, bool isChecked)
    {
        if (range is not { } part)
        {
            return;
        }

        request.Headers.Add("x-ms-range", string.Create(CultureInfo.InvariantCulture, $"bytes={part.Offset}-{part.Offset + part.Length - 1}"));
        if (part.ETag is not null)
        {
            request.Headers.Add("If-Match", part.ETag);
        }

        if (isChecked)
        {
            request.Headers.Add(options.ContentCheck == BlobContentCheck.Crc64 ? "x-ms-range-get-content-crc64" : "x-ms-range-get-content-md5", "true");
        }
    }

    private BlobAnswer ToAnswer(HttpMessage message)
    {
        Response response = message.Response;
        long length = Number(Header(response, "Content-Length"));
        (long offset, long total) = response.Status == (int)HttpStatusCode.PartialContent
            ? Place(Header(response, "Content-Range"), length)
            : (0, length);
        string? crc64 = options.ContentCheck == BlobContentCheck.Crc64 ? Header(response, "x-ms-content-crc64") : null;
        string? md5 = options.ContentCheck == BlobContentCheck.Md5 ? Header(response, "Content-MD5") : null;
        string? eTag = Header(response, "ETag");

        // Something on the way may answer in the service's place, and its page must not pass for a blob.
        if (eTag is null || Header(response, "Content-Length") is null || offset + length > total)
        {
            throw new XmlException("The answer has neither the version nor the length of a blob.");
        }

        return new BlobAnswer(message.ExtractResponseContent() ?? Stream.Null, length, total, eTag) { Offset = offset, Crc64 = crc64, Md5 = md5 };
    }

    // "bytes 0-4194303/1073741824"
    private static (long Offset, long Total) Place(string? range, long length)
    {
        string[] parts = (range ?? "").Split([' ', '-', '/']);
        return parts.Length == 4 && parts[0] == "bytes" ? (Number(parts[1]), Number(parts[3])) : (0, length);
    }

    private static AzureBlobInfo ToInfo(BlobAddress blob, Response response) => new(blob.Name, Number(Header(response, "Content-Length")))
    {
        LastModified = DateTimeOffset.TryParseExact(
            Header(response, "Last-Modified"), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null,
        CreatedOn = DateTimeOffset.TryParseExact(
            Header(response, "x-ms-creation-time"), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset made) ? made : null,
        ETag = Header(response, "ETag")?.Trim('"'),
        ContentType = Header(response, "Content-Type"),
        ContentMd5 = Header(response, "Content-MD5"),
        BlobType = Header(response, "x-ms-blob-type"),
        AccessTier = Header(response, "x-ms-access-tier"),
        VersionId = Header(response, "x-ms-version-id"),
        Metadata = MetadataOf(response),
        IsFolder = string.Equals(Header(response, "x-ms-meta-hdi_isfolder"), "true", StringComparison.OrdinalIgnoreCase),
    };

    private static Dictionary<string, string> MetadataOf(Response response)
    {
        const string Prefix = "x-ms-meta-";
        Dictionary<string, string> metadata = new(StringComparer.OrdinalIgnoreCase);
        foreach (HttpHeader header in response.Headers.Where(header => header.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            metadata[header.Name[Prefix.Length..]] = header.Value;
        }

        return metadata;
    }
}

using System.Text;
using System.Xml.Linq;
using Azure.Core;

namespace Prefect.Azure;

/// <content>Writing blobs.</content>
internal sealed partial class BlobRest
{
    public async Task PutAsync(BlobAddress blob, BlobBody body, BlobWrite write, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(
                blob.Operation("PutBlob", "upload"),
                RequestMethod.Put,
                PathOf(blob),
                request =>
                {
                    request.Headers.Add("x-ms-blob-type", "BlockBlob");
                    SetContent(request, body);
                    Describe(request, write);
                },
                static _ => true,
                cancellationToken).ConfigureAwait(false);
        }
        catch (AzureException exception) when (!write.Overwrite && exception.ErrorCode == "BlobAlreadyExists" && IsRepeated(exception))
        {
            // The answer to the first try may have been lost: then what is there is what was sent.
            AzureBlobInfo? there = await FindAsync(blob, cancellationToken).ConfigureAwait(false);
            if (there is null || there.Size != body.Content.Length || there.ContentMd5 != BlobBody.Md5Of(body.Content.Span))
            {
                throw;
            }
        }
    }

    public Task PutBlockAsync(BlobAddress blob, string blockId, BlobBody body, CancellationToken cancellationToken) =>
        SendAsync(
            blob.Operation("PutBlock", "upload"),
            RequestMethod.Put,
            $"{PathOf(blob)}?comp=block&blockid={Uri.EscapeDataString(blockId)}",
            request => SetContent(request, body),
            static _ => true,
            cancellationToken);

    public async Task PutBlockListAsync(BlobAddress blob, IReadOnlyList<string> blockIds, BlobWrite write, CancellationToken cancellationToken)
    {
        XElement list = new("BlockList", blockIds.Select(id => new XElement("Latest", id)));
        byte[] document = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + list.ToString(SaveOptions.DisableFormatting));
        try
        {
            await SendAsync(
                blob.Operation("PutBlockList", "upload"),
                RequestMethod.Put,
                $"{PathOf(blob)}?comp=blocklist",
                request =>
                {
                    SetContent(request, BlobBody.Create(document, options.ContentCheck));
                    Describe(request, write);
                },
                static _ => true,
                cancellationToken).ConfigureAwait(false);
        }
        catch (AzureException exception) when (exception.ErrorCode is "BlobAlreadyExists" or "InvalidBlockList" && IsRepeated(exception))
        {
            // The answer to the first try may have been lost: ids of blocks are not used twice, so they tell whose blob it is.
            if (!(await BlocksOfAsync(blob, cancellationToken).ConfigureAwait(false)).SequenceEqual(blockIds, StringComparer.Ordinal))
            {
                throw;
            }
        }
    }

    private Task<IReadOnlyList<string>> BlocksOfAsync(BlobAddress blob, CancellationToken cancellationToken) =>
        SendAsync(
            blob.Operation("GetBlockList", "look at"),
            RequestMethod.Get,
            $"{PathOf(blob)}?comp=blocklist&blocklisttype=committed",
            null,
            message => BlobPageReader.ReadBlocks(message.Response.ContentStream ?? Stream.Null),
            cancellationToken);

    private static bool IsRepeated(AzureException exception) => exception.InnerException is BlobRefusal { IsRepeated: true };

    private static void SetContent(Request request, BlobBody body)
    {
        request.Content = RequestContent.Create(body.Content);
        if (body.Crc64 is not null)
        {
            request.Headers.Add("x-ms-content-crc64", body.Crc64);
        }
        else if (body.Md5 is not null)
        {
            request.Headers.Add("Content-MD5", body.Md5);
        }
    }

    private static void Describe(Request request, BlobWrite write)
    {
        if (!write.Overwrite)
        {
            request.Headers.Add("If-None-Match", "*");
        }

        BlobSettings settings = write.Settings;
        Set(request, "x-ms-blob-content-type", settings.ContentType);
        Set(request, "x-ms-blob-content-encoding", settings.ContentEncoding);
        Set(request, "x-ms-blob-content-language", settings.ContentLanguage);
        Set(request, "x-ms-blob-content-disposition", settings.ContentDisposition);
        Set(request, "x-ms-blob-cache-control", settings.CacheControl);
        Set(request, "x-ms-access-tier", settings.AccessTier);
        foreach ((string name, string value) in settings.Metadata ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            Set(request, "x-ms-meta-" + name, value);
        }
    }

    private static void Set(Request request, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            request.Headers.SetValue(name, value);
        }
    }
}

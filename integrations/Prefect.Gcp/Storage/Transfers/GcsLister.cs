using System.Runtime.CompilerServices;

namespace Prefect.Gcp;

/// <summary>Lists objects page by page; no more than a page is in memory.</summary>
internal static class GcsLister
{
    private const string Fields =
        "nextPageToken,items(name,bucket,size,generation,contentType,contentEncoding,crc32c,md5Hash,etag,storageClass,timeCreated,updated,metadata)";

    public static async IAsyncEnumerable<GcsObjectInfo> ListAsync(
        GcsConnection connection, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        GoogleRequest request = connection.Configure(GoogleRequest.Get(GooglePath.Of($"storage/v1/b/{connection.Bucket}/o")))
            .With("prefix", prefix.Length == 0 ? null : prefix)
            .With("fields", Fields);
        GcpOperation operation = GcpOperation.Storage("objects.list", "list", connection.Bucket, prefix.Length == 0 ? null : prefix);
        await foreach (GcsObjectsPage page in connection.Service
            .PagesAsync(operation, request, GcsJson.Default.GcsObjectsPage, static page => page.NextPageToken, cancellationToken).ConfigureAwait(false))
        {
            foreach (GcsObjectResource item in page.Items ?? [])
            {
                yield return item.ToInfo();
            }
        }
    }

    /// <summary>Lists one object and forgets it.</summary>
    /// <exception cref="GcpException">The bucket is not there or may not be listed, or the service could not be reached.</exception>
    public static Task LookAsync(GcsConnection connection, CancellationToken cancellationToken)
    {
        GoogleRequest request = connection.Configure(GoogleRequest.Get(GooglePath.Of($"storage/v1/b/{connection.Bucket}/o")))
            .With("maxResults", 1)
            .With("fields", "nextPageToken");
        return connection.Service.SendAsync(
            GcpOperation.Storage("objects.list", "list", connection.Bucket), request, GcsJson.Default.GcsObjectsPage, cancellationToken);
    }

    /// <summary>Lists objects without those that stand for folders, whose names end with a slash.</summary>
    public static async IAsyncEnumerable<GcsObjectInfo> ListFilesAsync(
        GcsConnection connection, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (GcsObjectInfo found in ListAsync(connection, prefix, cancellationToken).ConfigureAwait(false))
        {
            if (!found.Name.EndsWith('/') && found.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return found;
            }
        }
    }
}

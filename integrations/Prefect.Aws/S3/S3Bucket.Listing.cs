namespace Prefect.Aws;

/// <content>Listing.</content>
public sealed partial record S3Bucket
{
    /// <summary>Lists objects, page by page as they are taken.</summary>
    /// <param name="folder">
    /// What paths begin with; the bucket's folder is put before it. Without a slash at its end it also finds siblings: <c>2026</c> finds
    /// <c>2026/a</c> and <c>2026-old/a</c>.
    /// </param>
    /// <param name="delimiter">With <c>/</c>, only objects on this level are listed, not those of folders below it.</param>
    /// <param name="pageSize">How many objects are asked for at a time, 1 to 1000. Default: the store's own, 1000.</param>
    /// <param name="maxItems">How many objects are taken in all, before the query. Default: all.</param>
    /// <param name="jmespathQuery">
    /// A JMESPath query on each page that yields objects of it, such as <c>Contents[?Size > `1024`][]</c>. Fields, conditions,
    /// projections, and the functions starts_with, ends_with, contains, length and to_string are supported.
    /// </param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="ArgumentException">An argument is null or out of its range.</exception>
    /// <exception cref="JmesPathException">The query is not written as JMESPath wants it, or uses what is not supported.</exception>
    /// <exception cref="AwsException">The bucket may not be listed, or the store could not be reached.</exception>
    public IAsyncEnumerable<S3ObjectInfo> ListObjectsAsync(
        string folder = "",
        string delimiter = "",
        int? pageSize = null,
        int? maxItems = null,
        string? jmespathQuery = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        S3ListRequest request = S3ListRequest.Create(JoinBucketFolder(folder), delimiter, pageSize, maxItems, jmespathQuery);
        return S3Lister.ListAsync(Connect(), request, cancellationToken);
    }
}

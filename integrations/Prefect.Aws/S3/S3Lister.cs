using System.Runtime.CompilerServices;
using Prefect.Http;
using Amazon.S3.Model;

namespace Prefect.Aws;

/// <summary>Lists objects page by page; no more than a page is in memory.</summary>
internal static class S3Lister
{
    public static async IAsyncEnumerable<S3ObjectInfo> ListAsync(
        S3Connection connection, S3ListRequest query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ListObjectsV2Request request = new()
        {
            BucketName = connection.Bucket,
            Prefix = query.Prefix.Length == 0 ? null : query.Prefix,
            Delimiter = query.Delimiter.Length == 0 ? null : query.Delimiter,
            MaxKeys = query.PageSize,
        };
        int left = query.MaxItems ?? int.MaxValue;
        while (left > 0)
        {
            ListObjectsV2Response answer = await connection.CallAsync(
                "ListObjectsV2", "list", query.Prefix.Length == 0 ? null : query.Prefix, (client, token) => client.ListObjectsV2Async(request, token), cancellationToken)
                .ConfigureAwait(false);
            S3ObjectInfo[] page = [.. (answer.S3Objects ?? []).Take(left).Select(S3ObjectInfo.Of)];
            left -= query.MaxItems is null ? 0 : page.Length;
            foreach (S3ObjectInfo item in query.Filter?.Apply(page) ?? page)
            {
                yield return item;
            }

            if (answer.IsTruncated != true || string.IsNullOrEmpty(answer.NextContinuationToken))
            {
                yield break;
            }

            if (answer.NextContinuationToken == request.ContinuationToken)
            {
                throw new AwsException(
                    $"Could not list 's3://{connection.Bucket}/{query.Prefix}' to its end: the store gave the same continuation token twice. It does not speak this part of the protocol.",
                    ServiceFault.Unknown,
                    null);
            }

            request.ContinuationToken = answer.NextContinuationToken;
        }
    }
}

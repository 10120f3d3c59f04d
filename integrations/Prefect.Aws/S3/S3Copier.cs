using Amazon.S3.Model;

namespace Prefect.Aws;

/// <summary>Copies objects inside the store; their bytes do not come through here.</summary>
internal static class S3Copier
{
    // Some stores keep the framing of an upload as if it were the content's own encoding.
    private const string TransferFraming = "aws-chunked";

    public static async Task CopyAsync(
        S3Connection source, string sourceKey, S3Connection target, string targetKey, CancellationToken cancellationToken)
    {
        GetObjectMetadataRequest head = new() { BucketName = source.Bucket, Key = sourceKey };
        GetObjectMetadataResponse facts = await source.CallAsync(
            "HeadObject", "copy", sourceKey, (client, token) => client.GetObjectMetadataAsync(head, token), cancellationToken).ConfigureAwait(false);
        if (facts.ContentLength > source.Options.MultipartCopyThreshold)
        {
            await CopyInPartsAsync(source, sourceKey, facts, target, targetKey, cancellationToken).ConfigureAwait(false);
            return;
        }

        CopyObjectRequest request = target.Options.Objects.Apply(new CopyObjectRequest
        {
            SourceBucket = source.Bucket,
            SourceKey = sourceKey,
            DestinationBucket = target.Bucket,
            DestinationKey = targetKey,
        });
        await target.CallAsync(
            "CopyObject", $"copy 's3://{source.Bucket}/{sourceKey}' to", targetKey, (client, token) => client.CopyObjectAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
    }

    public static Task DeleteAsync(S3Connection connection, string key, CancellationToken cancellationToken)
    {
        DeleteObjectRequest request = new() { BucketName = connection.Bucket, Key = key };
        return connection.CallAsync("DeleteObject", "delete", key, (client, token) => client.DeleteObjectAsync(request, token), cancellationToken);
    }

    private static async Task CopyInPartsAsync(
        S3Connection source,
        string sourceKey,
        GetObjectMetadataResponse facts,
        S3Connection target,
        string targetKey,
        CancellationToken cancellationToken)
    {
        // Larger parts than an upload's: no byte of them comes through here.
        long partSize = Math.Min(Math.Max(source.Options.PartSize, 256L << 20), source.Options.MultipartCopyThreshold);
        S3PartPlan plan = new(Math.Max(partSize, 5L << 20), facts.ContentLength);
        S3MultipartUpload upload = await S3MultipartUpload.StartAsync(
            target, targetKey, cancellationToken, request => Describe(request, facts)).ConfigureAwait(false);
        await upload.RunAsync(
            token => Parallel.ForEachAsync(
                plan.Parts(facts.ContentLength),
                new ParallelOptions { MaxDegreeOfParallelism = source.Options.Parallelism, CancellationToken = token },
                async (part, inner) => await upload.CopyAsync(
                    new CopyPartRequest
                    {
                        SourceBucket = source.Bucket,
                        SourceKey = sourceKey,
                        ETagToMatch = [facts.ETag],
                        PartNumber = part.Number,
                        FirstByte = part.Offset,
                        LastByte = part.Offset + part.Size - 1,
                    },
                    inner).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
    }

    // One request copies these by itself; many do not.
    private static void Describe(InitiateMultipartUploadRequest request, GetObjectMetadataResponse facts)
    {
        request.ContentType = facts.Headers.ContentType;
        Set(facts.Headers.CacheControl, value => request.Headers.CacheControl = value);
        Set(facts.Headers.ContentDisposition, value => request.Headers.ContentDisposition = value);
        if (facts.Headers.ContentEncoding != TransferFraming)
        {
            Set(facts.Headers.ContentEncoding, value => request.Headers.ContentEncoding = value);
        }

        foreach (string name in facts.Metadata.Keys)
        {
            request.Metadata.Add(name, facts.Metadata[name]);
        }
    }

    // A header that is set to null is sent, empty.
    private static void Set(string? value, Action<string> set)
    {
        if (!string.IsNullOrEmpty(value))
        {
            set(value);
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Prefect.Aws;

/// <summary>An operation of Amazon S3 that waiters can ask.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="Required">How many of its parameters, the first ones, it needs.</param>
/// <param name="Parameters">The parameters that it takes.</param>
/// <param name="Send">Sends it, and puts the answer in the vendor's names.</param>
internal sealed record S3Read(
    string Operation,
    int Required,
    string[] Parameters,
    Func<IAmazonS3, S3Parameters, CancellationToken, Task<(AmazonWebServiceResponse Answer, JsonObject Body)>> Send)
{
    public const string MaxKeys = "MaxKeys";

    private const string Bucket = "Bucket";
    private const string Key = "Key";
    private const string VersionId = "VersionId";
    private const string Owner = "ExpectedBucketOwner";

    private static readonly S3Read[] s_all =
    [
        new("GetBucketVersioning", 1, [Bucket, Owner], GetBucketVersioningAsync),
        new("GetObjectTagging", 2, [Bucket, Key, VersionId, Owner], GetObjectTaggingAsync),
        new("HeadBucket", 1, [Bucket, Owner], HeadBucketAsync),
        new("HeadObject", 2, [Bucket, Key, VersionId, "IfMatch", "IfNoneMatch", Owner], HeadObjectAsync),
        new("ListObjectsV2", 1, [Bucket, "Prefix", "Delimiter", "StartAfter", MaxKeys, Owner], ListObjectsAsync),
    ];

    /// <exception cref="ArgumentException">There is no such operation here.</exception>
    public static S3Read Find(string operation) =>
        Array.Find(s_all, read => read.Operation == operation)
        ?? throw new ArgumentException(
            $"The operation '{operation}' of s3 cannot be waited on. These can: {string.Join(", ", s_all.Select(read => read.Operation))}.", nameof(operation));

    private static async Task<(AmazonWebServiceResponse Answer, JsonObject Body)> GetBucketVersioningAsync(
        IAmazonS3 client, S3Parameters parameters, CancellationToken cancellationToken)
    {
        GetBucketVersioningRequest request = new() { BucketName = parameters[Bucket], ExpectedBucketOwner = parameters[Owner] };
        GetBucketVersioningResponse answer = await client.GetBucketVersioningAsync(request, cancellationToken).ConfigureAwait(false);
        VersionStatus? status = answer.VersioningConfig?.Status;
        return (answer, new JsonObject { ["Status"] = status == VersionStatus.Off ? null : status?.Value });
    }

    private static async Task<(AmazonWebServiceResponse Answer, JsonObject Body)> GetObjectTaggingAsync(
        IAmazonS3 client, S3Parameters parameters, CancellationToken cancellationToken)
    {
        GetObjectTaggingRequest request = new()
        {
            BucketName = parameters[Bucket],
            Key = parameters[Key],
            VersionId = parameters[VersionId],
            ExpectedBucketOwner = parameters[Owner],
        };
        GetObjectTaggingResponse answer = await client.GetObjectTaggingAsync(request, cancellationToken).ConfigureAwait(false);
        IEnumerable<JsonNode> tags = (answer.Tagging ?? []).Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value });
        return (answer, new JsonObject { [VersionId] = answer.VersionId, ["TagSet"] = new JsonArray([.. tags]) });
    }

    private static async Task<(AmazonWebServiceResponse Answer, JsonObject Body)> HeadBucketAsync(
        IAmazonS3 client, S3Parameters parameters, CancellationToken cancellationToken)
    {
        HeadBucketRequest request = new() { BucketName = parameters[Bucket], ExpectedBucketOwner = parameters[Owner] };
        HeadBucketResponse answer = await client.HeadBucketAsync(request, cancellationToken).ConfigureAwait(false);
        return (answer, new JsonObject { ["BucketRegion"] = answer.BucketRegion });
    }

    private static async Task<(AmazonWebServiceResponse Answer, JsonObject Body)> HeadObjectAsync(
        IAmazonS3 client, S3Parameters parameters, CancellationToken cancellationToken)
    {
        GetObjectMetadataRequest request = new()
        {
            BucketName = parameters[Bucket],
            Key = parameters[Key],
            VersionId = parameters[VersionId],
            EtagToMatch = parameters["IfMatch"],
            EtagToNotMatch = parameters["IfNoneMatch"],
            ExpectedBucketOwner = parameters[Owner],
        };
        GetObjectMetadataResponse answer = await client.GetObjectMetadataAsync(request, cancellationToken).ConfigureAwait(false);
        JsonObject body = new()
        {
            ["ContentLength"] = answer.ContentLength,
            ["ContentType"] = answer.ContentType,
            ["ETag"] = answer.ETag,
            ["LastModified"] = Time(answer.LastModified),
            [VersionId] = answer.VersionId,
            ["StorageClass"] = answer.StorageClass?.Value ?? "STANDARD",
            ["ArchiveStatus"] = answer.ArchiveStatus?.Value,
            ["ReplicationStatus"] = answer.ReplicationStatus?.Value,
            ["Restore"] = answer.RestoreInProgress is { } inProgress ? $"ongoing-request=\"{(inProgress ? "true" : "false")}\"" : null,
            ["Metadata"] = new JsonObject(answer.Metadata.Keys.Select(key => KeyValuePair.Create(key["x-amz-meta-".Length..], (JsonNode?)answer.Metadata[key]))),
        };
        return (answer, body);
    }

    private static async Task<(AmazonWebServiceResponse Answer, JsonObject Body)> ListObjectsAsync(
        IAmazonS3 client, S3Parameters parameters, CancellationToken cancellationToken)
    {
        ListObjectsV2Request request = new()
        {
            BucketName = parameters[Bucket],
            Prefix = parameters["Prefix"],
            Delimiter = parameters["Delimiter"],
            StartAfter = parameters["StartAfter"],
            MaxKeys = parameters.Number(MaxKeys),
            ExpectedBucketOwner = parameters[Owner],
        };
        ListObjectsV2Response answer = await client.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
        JsonNode[] objects = [.. (answer.S3Objects ?? []).Select(item => S3ObjectInfo.Of(item).ToJson())];
        return (answer, new JsonObject
        {
            ["IsTruncated"] = answer.IsTruncated ?? false,
            ["KeyCount"] = answer.KeyCount ?? objects.Length,
            ["Contents"] = objects.Length == 0 ? null : new JsonArray(objects),
        });
    }

    private static string? Time(DateTime? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

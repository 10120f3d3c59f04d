using System.Text.Json.Nodes;
using Amazon.S3.Model;

namespace Prefect.Aws;

/// <summary>An object as a listing shows it.</summary>
/// <param name="Key">Key of the object, the whole path inside the bucket.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="LastModified">When it was written, in UTC; null when the store does not say.</param>
/// <param name="ETag">Mark that changes with the content, without quotes; null when the store gives none.</param>
/// <param name="StorageClass">Class of storage, such as <c>STANDARD</c>; null when the store has none.</param>
public sealed record S3ObjectInfo(string Key, long Size, DateTimeOffset? LastModified, string? ETag, string? StorageClass)
{
    internal static S3ObjectInfo Of(S3Object item) => new(
        item.Key,
        item.Size.GetValueOrDefault(),
        item.LastModified is { } time ? new DateTimeOffset(time.ToUniversalTime()) : null,
        item.ETag?.Trim('"'),
        item.StorageClass?.Value);

    /// <summary>Gives the object in the form that the service lists it in, for queries.</summary>
    internal JsonObject ToJson() => new()
    {
        [nameof(Key)] = Key,
        [nameof(LastModified)] = LastModified?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        [nameof(ETag)] = ETag,
        [nameof(Size)] = Size,
        [nameof(StorageClass)] = StorageClass,
    };
}

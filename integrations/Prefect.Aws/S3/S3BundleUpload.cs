namespace Prefect.Aws;

/// <summary>Where a bundle was uploaded to.</summary>
/// <param name="Bucket">Name of the bucket.</param>
/// <param name="Key">Key in the bucket.</param>
/// <param name="Url">Both together, as <c>s3://bucket/key</c>.</param>
public sealed record S3BundleUpload(string Bucket, string Key, string Url);

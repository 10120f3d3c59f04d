using Prefect.Http;

namespace Prefect.Aws;

/// <summary>One request, for errors and telemetry.</summary>
/// <param name="Service">Name of the service, as traces have it.</param>
/// <param name="Method">Name of the request, as traces have it.</param>
/// <param name="Attempt">What is tried, to follow "Could not".</param>
internal readonly record struct AwsOperation(string Service, string Method, string Attempt)
{
    public string? Bucket { get; init; }

    public string? Key { get; init; }

    public ServiceOperation Traced => new(Service, Method, ToString())
    {
        Tags = Bucket is null ? null : [new("aws.s3.bucket", Bucket), new("aws.s3.key", Key)],
    };

    public static AwsOperation S3(string method, string attempt, string? bucket = null, string? key = null) =>
        new("S3", method, attempt) { Bucket = bucket, Key = key };

    /// <summary>What is tried, on what.</summary>
    public override string ToString() => Bucket is null ? Attempt : $"{Attempt} '{Target}'";

    private string Target => Key is null ? $"s3://{Bucket}" : $"s3://{Bucket}/{Key}";
}

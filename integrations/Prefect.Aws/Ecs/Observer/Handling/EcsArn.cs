namespace Prefect.Aws;

/// <summary>Reads names of the form <c>arn:partition:service:region:account:resource</c>.</summary>
internal static class EcsArn
{
    private const int RegionField = 3;

    /// <summary>The credentials for what is in the region of a resource.</summary>
    public static AwsCredentials At(this AwsCredentials credentials, string arn) =>
        arn.Split(':').ElementAtOrDefault(RegionField) is { Length: > 0 } region ? credentials with { RegionName = region } : credentials;
}

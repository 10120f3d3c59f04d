using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>The clients of this process, shared by the content of credentials.</summary>
internal static class AwsClients
{
    public static ClientCache<AwsSession> Sessions { get; } = new();

    public static ClientCache<IAmazonS3> S3 { get; } = new();

    public static ClientCache<IAmazonSecurityTokenService> Sts { get; } = new();

    public static IAmazonS3 BuildS3(AwsSession session, AwsClientParameters parameters, string? region, ILogger logger)
    {
        AwsClientSetup setup = new(parameters, logger);
        AmazonS3Config config = new();
        setup.Apply(config, region ?? session.Region, setup.Endpoint);
        setup.ApplyS3(config);
        return new AmazonS3Client(setup.IsAnonymous ? new AnonymousAWSCredentials() : session.Credentials, config);
    }

    public static IAmazonSecurityTokenService BuildSts(AwsSession session, AwsClientParameters parameters, string? region, ILogger logger)
    {
        AwsClientSetup setup = new(parameters, logger);
        AmazonSecurityTokenServiceConfig config = new();
        setup.Apply(config, region ?? session.Region, IsOfS3Alone(setup.Endpoint) ? null : setup.Endpoint);
        return new AmazonSecurityTokenServiceClient(session.Credentials, config);
    }

    // An address of Amazon S3 itself, a private one for one, answers no other service; any other store answers all it has at one address.
    private static bool IsOfS3Alone(Uri? endpoint) =>
        endpoint is not null
        && (endpoint.Host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase)
            || endpoint.Host.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase))
        && endpoint.Host.Split('.').Any(label => label == "s3" || label.StartsWith("s3-", StringComparison.Ordinal));
}

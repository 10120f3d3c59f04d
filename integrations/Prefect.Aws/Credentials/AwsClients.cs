using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>The clients of this process, shared by the content of credentials.</summary>
internal static class AwsClients
{
    private static readonly string[] s_vendor = [".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".api.aws"];

    public static ClientCache<AwsSession> Sessions { get; } = new();

    public static ClientCache<IAmazonS3> S3 { get; } = new();

    public static ClientCache<IAmazonSecurityTokenService> Sts { get; } = new();

    public static ClientCache<AwsClient> Services { get; } = new();

    public static IAmazonS3 BuildS3(AwsSession session, AwsClientParameters parameters, string? region, ILogger logger)
    {
        AwsClientSetup setup = new(parameters, session, logger);
        AmazonS3Config config = new();
        setup.Apply(config, region ?? session.Region, setup.Endpoint);
        setup.ApplyS3(config);
        return new AwsS3Client(setup.IsAnonymous ? new AnonymousAWSCredentials() : session.Credentials, config);
    }

    public static IAmazonSecurityTokenService BuildSts(AwsSession session, AwsClientParameters parameters, string? region, ILogger logger)
    {
        AwsClientSetup setup = new(parameters, session, logger);
        AmazonSecurityTokenServiceConfig config = new();
        setup.Apply(config, region ?? session.Region, Answers(setup.Endpoint, "sts") ? setup.Endpoint : null);
        return new AmazonSecurityTokenServiceClient(session.Credentials, config);
    }

    /// <summary>
    /// Whether a service is spoken to at the address that the user gave. One of Amazon's, a private one for one, answers the service
    /// that it names and no other; any other server answers all it has at one address.
    /// </summary>
    public static bool Answers([NotNullWhen(true)] Uri? endpoint, string prefix) =>
        endpoint is not null
        && (!s_vendor.Any(suffix => endpoint.Host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            || endpoint.Host.Split('.').Any(label => label.Equals(prefix, StringComparison.OrdinalIgnoreCase)
                || label.StartsWith(prefix + "-", StringComparison.OrdinalIgnoreCase)));
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.SSO;
using Amazon.SSOOIDC;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>The SDK's form of some credentials, and the region that comes with them.</summary>
internal sealed record AwsSession(AWSCredentials Credentials, string? Region)
{
    /// <summary>The profile that the block names; null for none.</summary>
    public string? Profile { get; init; }

    public static AwsSession Open(AwsCredentials block, ILogger logger)
    {
        AwsSession session = OpenBase(block) with { Profile = block.ProfileName };
        return string.IsNullOrEmpty(block.AssumeRoleArn) ? session : session.Assume(block, logger);
    }

    // The SDK finds these by their names, by which a trimmed program would not keep them.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOClient))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOConfig))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOOIDCClient))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOOIDCConfig))]
    private static AwsSession OpenBase(AwsCredentials block)
    {
        bool hasId = !string.IsNullOrEmpty(block.AwsAccessKeyId);
        bool hasSecret = block.AwsSecretAccessKey is { IsEmpty: false };
        bool hasToken = block.AwsSessionToken is { IsEmpty: false };
        if (hasId != hasSecret || (hasToken && !hasId))
        {
            throw new AwsConfigurationException(
                "aws_access_key_id",
                "aws_access_key_id and aws_secret_access_key belong together, and aws_session_token to both: set all of them or none.");
        }

        string? region = null;
        AWSCredentials? profile = string.IsNullOrEmpty(block.ProfileName) ? null : AwsChain.OpenProfile(block.ProfileName, out region);
        if (!hasId)
        {
            return new AwsSession(profile ?? AwsChain.Open(), region);
        }

        string secret = block.AwsSecretAccessKey.GetValueOrDefault().Reveal();
        return new AwsSession(
            hasToken
                ? new SessionAWSCredentials(block.AwsAccessKeyId, secret, block.AwsSessionToken.GetValueOrDefault().Reveal())
                : new BasicAWSCredentials(block.AwsAccessKeyId, secret),
            region);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The session owns them; it lives as long as the process.")]
    private AwsSession Assume(AwsCredentials block, ILogger logger)
    {
        AssumeRoleParameters parameters = block.AssumeRoleKwargs;
        if (parameters.DurationSeconds is { } duration and (< 900 or > 43200))
        {
            throw new AwsConfigurationException("assume_role_kwargs", $"DurationSeconds of assume_role_kwargs must be 900 to 43200 seconds, not {duration}.");
        }

        string session = parameters.RoleSessionName ?? "prefect-session-" + RandomNumberGenerator.GetHexString(8, lowercase: true);
        return this with
        {
            Credentials = new LinkCredentials(
                AwsLink.Role(block.AssumeRoleArn!),
                new RoleCredentials(
                    AwsClients.BuildSts(this, block.AwsClientParameters, block.RegionName, logger), block.AssumeRoleArn!, session, parameters)),
        };
    }
}

using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>Signs in to a scripted peer.</summary>
internal static class AwsPeerCredentials
{
    /// <summary>Makes credentials that a peer accepts.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="key">The key. Default: the peer's lasting one.</param>
    /// <param name="config">The client's configuration. Default: one attempt, so that a test sees each failure.</param>
    public static AwsCredentials Credentials(this AwsPeer peer, AwsKey? key = null, JsonObject? config = null)
    {
        key ??= peer.Key;
        return new AwsCredentials
        {
            AwsAccessKeyId = key.AccessKeyId,
            AwsSecretAccessKey = key.SecretAccessKey,
            AwsSessionToken = key.SessionToken,
            RegionName = "eu-central-1",
            AwsClientParameters = new AwsClientParameters
            {
                EndpointUrl = peer.Address.AbsoluteUri,
                Config = config ?? new JsonObject { ["retries"] = new JsonObject { ["total_max_attempts"] = 1 } },
            },
        };
    }
}

using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>
/// The role of a workload in Amazon's cloud: a request for its identity is signed here and not sent. Snowflake sends it, and so learns who it is.
/// </summary>
internal sealed class AwsWorkload(WorkloadRequests requests)
{
    private const string Audience = "snowflakecomputing.com";

    public async Task<string> AttestAsync(CancellationToken cancellationToken)
    {
        AwsWorkloadKeys keys = new(requests);
        string region = await keys.RegionAsync(cancellationToken).ConfigureAwait(false);
        AwsWorkloadKey key = await keys.FindAsync(region, cancellationToken).ConfigureAwait(false);
        SecretMasker.Add(key.Secret);
        SecretMasker.Add(key.Token);
        string host = HostOf(region);
        SortedDictionary<string, string> headers = new(StringComparer.Ordinal) { ["host"] = host, ["x-snowflake-audience"] = Audience };
        AwsWorkloadSignature.Add(headers, key, region, requests.Clock.GetUtcNow());
        JsonObject signed = new()
        {
            ["url"] = $"https://{host}/?{AwsWorkloadSignature.Query}",
            ["method"] = "POST",
            ["headers"] = new JsonObject(headers.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        };
        return Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(signed.ToJsonString()));
    }

    /// <summary>Host of the region's token service.</summary>
    public static string HostOf(string region) =>
        $"sts.{region}.amazonaws.com{(region.StartsWith("cn-", StringComparison.Ordinal) ? ".cn" : "")}";
}

using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>The service account of a machine in Google Cloud: its metadata server gives a token of identity.</summary>
internal sealed class GcpWorkload(WorkloadRequests requests)
{
    private const string Audience = "snowflakecomputing.com";

    public Task<string> AttestAsync(CancellationToken cancellationToken)
    {
        string host = requests.Variable("GCE_METADATA_HOST") ?? "metadata.google.internal";
        Uri address = requests.Address($"http://{host}/computeMetadata/v1/instance/service-accounts/default/identity", "GCE_METADATA_HOST");
        RestRequest request = new RestRequest(HttpMethod.Get, "") { Address = address }.With("audience", Audience).WithHeader("Metadata-Flavor", "Google");
        return requests.ReadTextAsync("get a token of Google Cloud's metadata server", request, cancellationToken);
    }
}

using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Snowflake;

/// <summary>The identity that the machine has: a cloud vouches for it.</summary>
internal sealed class WorkloadSignIn(SnowflakeSigner signer) : SnowflakeSignIn
{
    public override async ValueTask FillAsync(JsonObject data, JsonObject parameters, CancellationToken cancellationToken)
    {
        WorkloadRequests requests = new(signer);
        (string provider, string token) = signer.Credentials.WorkloadIdentityProvider switch
        {
            SnowflakeWorkloadIdentityProvider.Aws => ("AWS", await new AwsWorkload(requests).AttestAsync(cancellationToken).ConfigureAwait(false)),
            SnowflakeWorkloadIdentityProvider.Azure => ("AZURE", await new AzureWorkload(requests).AttestAsync(cancellationToken).ConfigureAwait(false)),
            SnowflakeWorkloadIdentityProvider.Gcp => ("GCP", await new GcpWorkload(requests).AttestAsync(cancellationToken).ConfigureAwait(false)),
            _ => ("OIDC", await signer.TokenAsync(cancellationToken).ConfigureAwait(false)),
        };
        SecretMasker.Add(token);
        data["AUTHENTICATOR"] = "WORKLOAD_IDENTITY";
        data["PROVIDER"] = provider;
        data["TOKEN"] = token;
        if (signer.User is { } user)
        {
            data["LOGIN_NAME"] = user;
        }
    }
}

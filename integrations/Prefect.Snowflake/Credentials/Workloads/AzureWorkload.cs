using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>
/// The managed identity of a workload in Azure: of a pod by the token that Kubernetes gives it, of a function or web app by its own
/// endpoint, else of a machine by its metadata.
/// </summary>
internal sealed class AzureWorkload(WorkloadRequests requests)
{
    private const string Resource = "api://fd3f753b-eed3-462c-b6a7-a4b5bb650aad";
    private const string TokenFile = "AZURE_FEDERATED_TOKEN_FILE";

    public Task<string> AttestAsync(CancellationToken cancellationToken) => this switch
    {
        _ when Pod() is { } pod => OfPodAsync(pod.Client, pod.Tenant, pod.File, cancellationToken),
        _ when requests.Variable("IDENTITY_ENDPOINT") is { } endpoint => OfAppAsync(endpoint, cancellationToken),
        _ => OfMachineAsync(cancellationToken),
    };

    private (string Client, string Tenant, string File)? Pod() =>
        requests.Variable("AZURE_CLIENT_ID") is { } client && requests.Variable("AZURE_TENANT_ID") is { } tenant && requests.Variable(TokenFile) is { } file && File.Exists(file)
            ? (client, tenant, file)
            : null;

    private async Task<string> OfPodAsync(string client, string tenant, string file, CancellationToken cancellationToken)
    {
        string authority = requests.Variable("AZURE_AUTHORITY_HOST")?.TrimEnd('/') ?? "https://login.microsoftonline.com";
        RestRequest request = new(HttpMethod.Post, "")
        {
            Address = requests.Address($"{authority}/{Uri.EscapeDataString(tenant)}/oauth2/v2.0/token", "AZURE_AUTHORITY_HOST", isEncrypted: true),
            Body = RestBody.Form(
            [
                new("grant_type", "client_credentials"),
                new("client_id", client),
                new("scope", $"{Resource}/.default"),
                new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                new("client_assertion", await WorkloadRequests.ReadFileAsync(file, TokenFile, cancellationToken).ConfigureAwait(false)),
            ]),
        };
        return await requests.ReadAsync("get a token of Microsoft Entra", request, "access_token", cancellationToken).ConfigureAwait(false);
    }

    private Task<string> OfAppAsync(string endpoint, CancellationToken cancellationToken)
    {
        string header = requests.Variable("IDENTITY_HEADER") ?? throw requests.Refused("the managed identity of this function or web app is not enabled: IDENTITY_HEADER is not set.");
        RestRequest request = new RestRequest(HttpMethod.Get, "") { Address = requests.Address(endpoint, "IDENTITY_ENDPOINT") }
            .With("api-version", "2019-08-01")
            .With("resource", Resource)
            .With("client_id", requests.Variable("MANAGED_IDENTITY_CLIENT_ID"))
            .WithHeader("X-IDENTITY-HEADER", header);
        return requests.ReadAsync("get a token of the managed identity", request, "access_token", cancellationToken);
    }

    private Task<string> OfMachineAsync(CancellationToken cancellationToken)
    {
        RestRequest request = new RestRequest(HttpMethod.Get, "") { Address = new Uri("http://169.254.169.254/metadata/identity/oauth2/token") }
            .With("api-version", "2018-02-01")
            .With("resource", Resource)
            .With("client_id", requests.Variable("MANAGED_IDENTITY_CLIENT_ID"))
            .WithHeader("Metadata", "true");
        return requests.ReadAsync("get a token of Azure's metadata service", request, "access_token", cancellationToken);
    }
}

using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>
/// Signs in to Azure to run containers: as a service principal or, when nothing is set, as whatever the environment, a managed identity
/// or the Azure command line says.
/// </summary>
/// <example>
/// <code>
/// AzureContainerInstanceCredentials credentials = await AzureContainerInstanceCredentials.LoadAsync("production");
/// AciContainerGroups groups = credentials.GetContainerClient("00000000-0000-0000-0000-000000000000");
/// AciContainerGroup group = await groups.GetAsync("data-jobs", "nightly");
/// </code>
/// </example>
[Block(
    "Azure Container Instance Credentials",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/54e3fa7e00197a4fbd1d82ed62494cb58d08c96a-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-azure")]
public sealed partial record AzureContainerInstanceCredentials : Block, ICredentials<TokenCredential>, ICheckable
{
    /// <summary>Id of the service principal's application. It needs <see cref="TenantId"/> and <see cref="ClientSecret"/>.</summary>
    [BlockField(Title = "Client ID")]
    public string? ClientId { get; init; }

    /// <summary>Id of the service principal's tenant.</summary>
    [BlockField(Title = "Tenant ID")]
    public string? TenantId { get; init; }

    /// <summary>Secret of the service principal.</summary>
    public SecretString? ClientSecret { get; init; }

    /// <summary>
    /// Further settings of signing in, by their names in Python: <c>authority</c>, <c>managed_identity_client_id</c>,
    /// <c>workload_identity_client_id</c>, <c>additionally_allowed_tenants</c>, <c>disable_instance_discovery</c>, <c>process_timeout</c>,
    /// <c>exclude_cli_credential</c> and the other <c>exclude_</c> settings. One that has no counterpart here is named in a warning and
    /// otherwise ignored.
    /// </summary>
    [BlockField(Title = "Additional Credential Keyword Arguments")]
    public JsonObject CredentialKwargs { get; init; } = [];

    /// <summary>Gives the vendor's form of these credentials, to make clients with. Its tokens renew themselves.</summary>
    /// <exception cref="AzureConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public TokenCredential GetClient() => SignIn(transport: null);

    /// <summary>Gives a client of the container groups of a subscription. It is shared: thread-safe, and not to be disposed.</summary>
    /// <param name="subscriptionId">Id of the subscription.</param>
    /// <exception cref="ArgumentException"><paramref name="subscriptionId"/> is empty.</exception>
    /// <exception cref="AzureConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public AciContainerGroups GetContainerClient(SecretString subscriptionId) => new(Connect(new ArmAccess()), Checked(subscriptionId));

    /// <summary>Gives a client of the deployments of a subscription. It is shared: thread-safe, and not to be disposed.</summary>
    /// <param name="subscriptionId">Id of the subscription.</param>
    /// <exception cref="ArgumentException"><paramref name="subscriptionId"/> is empty.</exception>
    /// <exception cref="AzureConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public ArmDeployments GetResourceClient(SecretString subscriptionId) => new(Connect(new ArmAccess()), Checked(subscriptionId));

    /// <summary>Signs in, and asks which subscriptions there are.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => CheckAsync(new ArmAccess(), cancellationToken);

    internal Task<BlockCheckResult> CheckAsync(ArmAccess access, CancellationToken cancellationToken) =>
        AzureCheck.RunAsync(
            () => Connect(access).Endpoint,
            async token =>
            {
                AzureOperation operation = new(AzureService.ResourceManager, "ListSubscriptions", "list the subscriptions");
                JsonObject? answer = await Connect(access)
                    .SendAsync(operation, RequestMethod.Get, "/subscriptions?api-version=2022-12-01", null, token).ConfigureAwait(false);
                int count = answer?.Objects("value").Count ?? 0;
                return count > 0
                    ? $"Signed in; there are {count} subscriptions."
                    : "Signed in, but the identity sees no subscription: give it a role in the one where containers are to run.";
            },
            cancellationToken);

    internal ArmConnection Connect(ArmAccess access) =>
        access.Transport is null && access.TimeProvider == TimeProvider.System
            ? ArmConnections.Shared.Get(this, $"arm/{access.Endpoint}/{access.RequestTimeout}", () => Open(access))
            : Open(access);

    private ArmConnection Open(ArmAccess access) =>
        new(SignIn(access.Transport), ArmCloud.Of(new AzureCredentialKwargs(CredentialKwargs).Authority), access);

    private TokenCredential SignIn(HttpPipelineTransport? transport) =>
        transport is null
            ? ArmConnections.Credentials.Get(this, "identity", () => AzureIdentity.Open(this, transport: null, Logger))
            : AzureIdentity.Open(this, transport, Logger);

    private static SecretString Checked(SecretString subscriptionId) =>
        subscriptionId.IsEmpty ? throw new ArgumentException("The id of the subscription is empty.", nameof(subscriptionId)) : subscriptionId;
}

using Azure.Core;
using Azure.Core.Pipeline;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Signs in to a workspace of Azure Machine Learning as a service principal.</summary>
/// <example>
/// <code>
/// AzureMlCredentials credentials = await AzureMlCredentials.LoadAsync("training");
/// AzureMlWorkspace workspace = await credentials.GetWorkspaceAsync();
/// </code>
/// </example>
[Block(
    "AzureML Credentials",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/54e3fa7e00197a4fbd1d82ed62494cb58d08c96a-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-azure")]
public sealed partial record AzureMlCredentials : Block, ICheckable
{
    private ArmAccess? _access;

    /// <summary>Id of the service principal's tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>Id of the service principal's application.</summary>
    public required string ServicePrincipalId { get; init; }

    /// <summary>Secret of the service principal.</summary>
    public required SecretString ServicePrincipalPassword { get; init; }

    /// <summary>Id of the workspace's subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>Name of the workspace's resource group.</summary>
    public required string ResourceGroup { get; init; }

    /// <summary>Name of the workspace.</summary>
    public required string WorkspaceName { get; init; }

    /// <summary>Reads what the workspace says of itself.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="AzureConfigurationException">A property is missing or cannot be used.</exception>
    /// <exception cref="AzureException">There is no such workspace, it may not be read, or the service could not be reached.</exception>
    public Task<AzureMlWorkspace> GetWorkspaceAsync(CancellationToken cancellationToken = default) =>
        MlApi.For(this).GetWorkspaceAsync(cancellationToken);

    /// <summary>Signs in, and reads the workspace.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => AzureCheck.RunAsync(
        () => MlApi.For(this).Endpoint,
        async token => $"The workspace '{(await GetWorkspaceAsync(token).ConfigureAwait(false)).Name}' is there, and may be read.",
        cancellationToken);

    /// <summary>The same credentials, whose requests take a way of their own.</summary>
    internal AzureMlCredentials WithAccess(ArmAccess access) => this with { _access = access };

    /// <summary>The way that requests take; null for the network.</summary>
    internal HttpPipelineTransport? Transport => _access?.Transport;

    /// <summary>Gives the connection to Resource Manager, or to a host of the service that takes tokens of Resource Manager.</summary>
    /// <exception cref="AzureConfigurationException">A property is missing or cannot be used.</exception>
    internal ArmConnection Connect(Uri? host = null)
    {
        Require(TenantId, "tenant_id");
        Require(ServicePrincipalId, "service_principal_id");
        Require(SubscriptionId, "subscription_id");
        Require(ResourceGroup, "resource_group");
        Require(WorkspaceName, "workspace_name");
        if (ServicePrincipalPassword.IsEmpty)
        {
            throw Missing("service_principal_password");
        }

        return _access is { } access ? Open(host, access) : ArmConnections.Shared.Get(this, $"ml/{host?.Host}", () => Open(host, new ArmAccess()));
    }

    /// <summary>Gives the vendor's form of these credentials.</summary>
    internal TokenCredential SignIn() => SignIn(_access ?? new ArmAccess());

    private ArmConnection Open(Uri? host, ArmAccess access)
    {
        ArmCloud cloud = host is null ? ArmCloud.Public : ArmCloud.Public with { Endpoint = host };
        return new ArmConnection(SignIn(access), cloud, access);
    }

    private TokenCredential SignIn(ArmAccess access) =>
        access.Transport is null ? ArmConnections.Credentials.Get(this, "ml", () => Principal(access)) : Principal(access);

    private TokenCredential Principal(ArmAccess access) =>
        AzureSignIn.Principal(TenantId, ServicePrincipalId, ServicePrincipalPassword.Reveal(), access.SignIn);

    private static void Require(string? value, string field)
    {
        if (string.IsNullOrWhiteSpace(value) || value is "." or "..")
        {
            throw Missing(field);
        }
    }

    private static AzureConfigurationException Missing(string field) => new(field, $"The credentials of Azure Machine Learning have no usable {field}: set it.");
}

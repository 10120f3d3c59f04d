using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Makes the vendor's form of credentials.</summary>
internal static class AzureIdentity
{
    /// <param name="block">The credentials.</param>
    /// <param name="transport">The way that requests take; null for the network.</param>
    /// <param name="logger">Hears of settings that are ignored.</param>
    /// <exception cref="AzureConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public static TokenCredential Open(AzureContainerInstanceCredentials block, HttpPipelineTransport? transport, ILogger logger)
    {
        bool hasId = !string.IsNullOrEmpty(block.ClientId);
        bool hasTenant = !string.IsNullOrEmpty(block.TenantId);
        bool hasSecret = block.ClientSecret is { IsEmpty: false };
        AzureCredentialKwargs settings = new(block.CredentialKwargs);
        foreach (string unknown in settings.Unknown)
        {
            AciLog.SettingIgnored(logger, unknown);
        }

        if (!hasId && !hasTenant && !hasSecret)
        {
            return Default(settings, transport);
        }

        return hasId && hasTenant && hasSecret
            ? Principal(block, settings, transport)
            : throw new AzureConfigurationException(
                hasId ? hasTenant ? "client_secret" : "tenant_id" : "client_id",
                "client_id, tenant_id and client_secret belong together: set all of them or none.");
    }

    private static TokenCredential Principal(AzureContainerInstanceCredentials block, AzureCredentialKwargs settings, HttpPipelineTransport? transport)
    {
        ClientSecretCredentialOptions options = new() { DisableInstanceDiscovery = settings.Flag("disable_instance_discovery") ?? false };
        Apply(options, settings);
        AzureSignIn.TakeAlone(options, new SignInWay { Transport = transport });
        Allow(options.AdditionallyAllowedTenants, settings);
        return AzureSignIn.Principal(block.TenantId!, block.ClientId!, block.ClientSecret.GetValueOrDefault().Reveal(), options);
    }

    private static DefaultAzureCredential Default(AzureCredentialKwargs settings, HttpPipelineTransport? transport)
    {
        DefaultAzureCredentialOptions options = new()
        {
            DisableInstanceDiscovery = settings.Flag("disable_instance_discovery") ?? false,
            ExcludeEnvironmentCredential = settings.Flag("exclude_environment_credential") ?? false,
            ExcludeWorkloadIdentityCredential = settings.Flag("exclude_workload_identity_credential") ?? false,
            ExcludeManagedIdentityCredential = settings.Flag("exclude_managed_identity_credential") ?? false,
            ExcludeAzureCliCredential = settings.Flag("exclude_cli_credential") ?? false,
            ExcludeAzureDeveloperCliCredential = settings.Flag("exclude_developer_cli_credential") ?? false,
            ExcludeAzurePowerShellCredential = settings.Flag("exclude_powershell_credential") ?? false,
            ExcludeVisualStudioCodeCredential = settings.Flag("exclude_visual_studio_code_credential") ?? false,
            ExcludeInteractiveBrowserCredential = settings.Flag("exclude_interactive_browser_credential") ?? true,
            CredentialProcessTimeout = settings.ProcessTimeout,
        };
        options.TenantId = settings.Text("tenant_id") ?? settings.Text("interactive_browser_tenant_id") ?? options.TenantId;
        options.ManagedIdentityClientId = settings.Text("managed_identity_client_id") ?? options.ManagedIdentityClientId;
        options.WorkloadIdentityClientId = settings.Text("workload_identity_client_id") ?? options.WorkloadIdentityClientId;
        Apply(options, settings);
        AzureSignIn.Take(options, new SignInWay { Transport = transport });
        Allow(options.AdditionallyAllowedTenants, settings);
        return new DefaultAzureCredential(options);
    }

    private static void Apply(TokenCredentialOptions options, AzureCredentialKwargs settings) =>
        options.AuthorityHost = settings.Authority ?? options.AuthorityHost;

    private static void Allow(IList<string> tenants, AzureCredentialKwargs settings)
    {
        foreach (string tenant in settings.AdditionallyAllowedTenants)
        {
            tenants.Add(tenant);
        }
    }
}

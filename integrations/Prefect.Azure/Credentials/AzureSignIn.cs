using Azure.Core;
using Azure.Identity;

namespace Prefect.Azure;

/// <summary>Makes the vendor's form of credentials, all of which are patient alike.</summary>
internal static class AzureSignIn
{
    /// <summary>Gives the credentials of a service principal.</summary>
    /// <exception cref="AzureConfigurationException">The id of the tenant cannot be one.</exception>
    public static TokenCredential Principal(string tenantId, string clientId, string secret, ClientSecretCredentialOptions options)
    {
        try
        {
            return new ClientSecretCredential(tenantId, clientId, secret, options);
        }
        catch (ArgumentException exception)
        {
            throw new AzureConfigurationException("tenant_id", "tenant_id holds letters, digits, dots and dashes alone.", exception);
        }
    }

    /// <summary>Gives the credentials of a service principal.</summary>
    /// <exception cref="AzureConfigurationException">The id of the tenant cannot be one.</exception>
    public static TokenCredential Principal(string tenantId, string clientId, string secret, SignInWay way) =>
        Principal(tenantId, clientId, secret, TakeAlone(new ClientSecretCredentialOptions(), way));

    /// <summary>Makes credentials that are no link of a chain take a way: a link that is given up soon must not be asked again.</summary>
    public static ClientSecretCredentialOptions TakeAlone(ClientSecretCredentialOptions options, SignInWay way)
    {
        options.RetryPolicy = new FullJitterRetry(way.Retries, way.RetryDelay);
        return Take(options, way);
    }

    /// <summary>Gives what the machine has: variables of the environment, an identity, or a command line that is signed in.</summary>
    /// <param name="way">The way there.</param>
    /// <param name="identity">Client id of an identity that a user assigned; null for what the environment says.</param>
    public static TokenCredential Machine(SignInWay way, string? identity = null)
    {
        DefaultAzureCredentialOptions options = Take(new DefaultAzureCredentialOptions(), way);
        options.ManagedIdentityClientId = identity ?? options.ManagedIdentityClientId;
        return new DefaultAzureCredential(options);
    }

    /// <summary>Makes credentials with these options take a way.</summary>
    public static T Take<T>(T options, SignInWay way)
        where T : TokenCredentialOptions
    {
        options.Transport = way.Transport ?? options.Transport;
        options.Retry.NetworkTimeout = way.Timeout;
        options.Retry.MaxRetries = way.Retries;
        options.Retry.Delay = way.RetryDelay;
        options.AddPolicy(new RetryAfterLimit(way.LongestPause), HttpPipelinePosition.PerRetry);
        return options;
    }
}

using Azure.Core;

namespace Prefect.Azure;

/// <summary>Whether PostgreSQL databases are signed in to by the identity of the machine instead of by a password, and by which.</summary>
public sealed record EntraPostgresSettings
{
    internal const string EnabledVariable = "PREFECT_INTEGRATIONS_AZURE_POSTGRES_MANAGED_IDENTITY_ENABLED";
    internal const string ClientIdVariable = "PREFECT_INTEGRATIONS_AZURE_POSTGRES_MANAGED_IDENTITY_CLIENT_ID";

    /// <summary>Whether databases are signed in to by identity. Default: false.</summary>
    public bool Enabled { get; init; }

    /// <summary>Client id of an identity that a user assigned to the machine. Default: what the machine has, or <c>AZURE_CLIENT_ID</c> says.</summary>
    public string? ClientId { get; init; }

    /// <summary>
    /// Reads the settings of this process: <c>PREFECT_INTEGRATIONS_AZURE_POSTGRES_MANAGED_IDENTITY_ENABLED</c> and
    /// <c>PREFECT_INTEGRATIONS_AZURE_POSTGRES_MANAGED_IDENTITY_CLIENT_ID</c>.
    /// </summary>
    /// <exception cref="AzureConfigurationException">The first one is no truth value.</exception>
    public static EntraPostgresSettings FromEnvironment() => From(Environment.GetEnvironmentVariable);

    /// <summary>Gives what makes passwords for connections, or null where it is not to be used.</summary>
    /// <param name="credential">Who signs in. Default: as the machine says, and <see cref="ClientId"/>.</param>
    public EntraPasswordProvider? CreatePasswordProvider(TokenCredential? credential = null) =>
        Enabled ? new EntraPasswordProvider(credential ?? AzureSignIn.Machine(SignInWay.Network, ClientId)) : null;

    internal static EntraPostgresSettings From(Func<string, string?> environment) => new()
    {
        Enabled = environment(EnabledVariable)?.Trim().ToUpperInvariant() switch
        {
            null or "" or "FALSE" or "F" or "0" or "OFF" or "NO" or "N" => false,
            "TRUE" or "T" or "1" or "ON" or "YES" or "Y" => true,
            _ => throw new AzureConfigurationException(EnabledVariable, $"The environment variable {EnabledVariable} must be true or false."),
        },
        ClientId = environment(ClientIdVariable)?.Trim() is { Length: > 0 } id ? id : null,
    };
}

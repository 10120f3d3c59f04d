using Prefect.Blocks;

namespace Prefect.Snowflake;

/// <summary>How the properties of credentials go together.</summary>
internal static class SnowflakeRules
{
    /// <summary>Looks whether the properties can be used, as far as that can be told without a request.</summary>
    /// <exception cref="SnowflakeConfigurationException">They contradict each other, or one is missing.</exception>
    public static void Check(SnowflakeCredentials credentials)
    {
        _ = SnowflakeAccount.Parse(credentials.Account);
        if (HasNothing(credentials))
        {
            throw new SnowflakeConfigurationException(
                "password",
                "Nothing says how to sign in: set password, private_key, private_key_path, token, workload_identity_provider, or an authenticator that needs none of them.");
        }

        CheckKey(credentials);
        CheckWay(credentials);
        if (IsBlank(credentials.User) && credentials.Authenticator != SnowflakeAuthenticator.WorkloadIdentity)
        {
            throw new SnowflakeConfigurationException("user", "Set user: only a workload needs none.");
        }
    }

    public static bool IsSet(SecretString? secret) => secret is { IsEmpty: false };

    public static bool HasKey(SnowflakeCredentials credentials) => IsSet(credentials.PrivateKey) || !IsBlank(credentials.PrivateKeyPath);

    public static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);

    private static bool HasNothing(SnowflakeCredentials credentials) =>
        credentials is { Authenticator: SnowflakeAuthenticator.Snowflake, WorkloadIdentityProvider: null }
        && !IsSet(credentials.Password)
        && !IsSet(credentials.Token)
        && !HasKey(credentials);

    public static void CheckKey(SnowflakeCredentials credentials)
    {
        if (IsSet(credentials.PrivateKey) && !IsBlank(credentials.PrivateKeyPath))
        {
            throw new SnowflakeConfigurationException("private_key_path", "Set private_key or private_key_path, not both.");
        }

        if (IsSet(credentials.Password) && IsSet(credentials.PrivateKeyPassphrase))
        {
            throw new SnowflakeConfigurationException("private_key_passphrase", "Set password or private_key_passphrase, not both.");
        }
    }

    private static void CheckWay(SnowflakeCredentials credentials)
    {
        (bool isMissing, string field, string message) = credentials switch
        {
            { Authenticator: SnowflakeAuthenticator.OAuth } => (!IsSet(credentials.Token), "token", "Set token: the authenticator 'oauth' signs in by it."),
            { Authenticator: SnowflakeAuthenticator.OktaEndpoint, Endpoint: var endpoint } when IsBlank(endpoint) =>
                (true, "endpoint", "Set endpoint to the address of Okta: the authenticator 'okta_endpoint' signs in there."),
            { Authenticator: SnowflakeAuthenticator.OktaEndpoint, Endpoint: { } endpoint } when !IsEncrypted(endpoint) =>
                (true, "endpoint", "The endpoint is no address that begins with https://: the password goes there."),
            { Authenticator: SnowflakeAuthenticator.OktaEndpoint } => NeedsPassword(credentials, "okta_endpoint"),
            { Authenticator: SnowflakeAuthenticator.UsernamePasswordMfa } => NeedsPassword(credentials, "username_password_mfa"),
            { Authenticator: SnowflakeAuthenticator.SnowflakeJwt } =>
                (!HasKey(credentials), "private_key", "Set private_key or private_key_path: the authenticator 'snowflake_jwt' signs in by it."),
            { Authenticator: SnowflakeAuthenticator.WorkloadIdentity, WorkloadIdentityProvider: null } =>
                (true, "workload_identity_provider", "Set workload_identity_provider: the authenticator 'workload_identity' asks it who the machine is."),
            { Authenticator: SnowflakeAuthenticator.WorkloadIdentity, WorkloadIdentityProvider: SnowflakeWorkloadIdentityProvider.Oidc } =>
                (!IsSet(credentials.Token), "token", "Set token: the provider 'oidc' vouches by it."),
            { Authenticator: not SnowflakeAuthenticator.WorkloadIdentity, WorkloadIdentityProvider: not null } =>
                (true, "authenticator", "Set authenticator to 'workload_identity', or leave workload_identity_provider out."),
            _ => (false, "", ""),
        };
        if (isMissing)
        {
            throw new SnowflakeConfigurationException(field, message);
        }
    }

    private static (bool IsMissing, string Field, string Message) NeedsPassword(SnowflakeCredentials credentials, string way) =>
        (!IsSet(credentials.Password) && !HasKey(credentials), "password", $"Set password: the authenticator '{way}' needs it.");

    private static bool IsEncrypted(string endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps;
}

using Prefect.Blocks;

namespace Prefect.Snowflake;

/// <summary>
/// Signs in to Snowflake: by password, key pair, OAuth, Okta, a browser, with a second factor, by a programmatic token, or as the
/// workload that the machine runs.
/// </summary>
/// <example>
/// <code>
/// SnowflakeCredentials credentials = await SnowflakeCredentials.LoadAsync("warehouse");
/// BlockCheckResult result = await credentials.CheckAsync();
/// </code>
/// </example>
[Block(
    "Snowflake Credentials",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/bd359de0b4be76c2254bd329fe3a267a1a3879c2-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-snowflake")]
public sealed partial record SnowflakeCredentials : Block, ICredentials<SnowflakeDataSource>, ICheckable
{
    /// <summary>Name of the account: <c>organization-account</c>, or the locator with its region, such as <c>ab12345.eu-central-1</c>.</summary>
    public required string Account { get; init; }

    /// <summary>Name of the user. Only a workload needs none.</summary>
    public string? User { get; init; }

    /// <summary>Password of the user, or a programmatic token in its place.</summary>
    public SecretString? Password { get; init; }

    /// <summary>Private key in PEM form. Line breaks that became spaces are repaired.</summary>
    public SecretString? PrivateKey { get; init; }

    /// <summary>Path of the file with the private key in PEM form. A leading <c>~</c> is the home folder.</summary>
    [BlockField(Format = "path")]
    public string? PrivateKeyPath { get; init; }

    /// <summary>Passphrase of the private key, where it is encrypted.</summary>
    public SecretString? PrivateKeyPassphrase { get; init; }

    /// <summary>The way to sign in.</summary>
    public SnowflakeAuthenticator Authenticator { get; init; } = SnowflakeAuthenticator.Snowflake;

    /// <summary>Who vouches for the machine, for <see cref="SnowflakeAuthenticator.WorkloadIdentity"/>.</summary>
    public SnowflakeWorkloadIdentityProvider? WorkloadIdentityProvider { get; init; }

    /// <summary>Token: of an authorization server for <see cref="SnowflakeAuthenticator.OAuth"/>, of an OpenID Connect provider for a workload.</summary>
    public SecretString? Token { get; init; }

    /// <summary>Address of Okta for <see cref="SnowflakeAuthenticator.OktaEndpoint"/>, such as <c>https://harbour.okta.com</c>.</summary>
    [BlockField(FormerNames = ["okta_endpoint"])]
    public string? Endpoint { get; init; }

    /// <summary>Role of the session. Default: the user's own.</summary>
    public string? Role { get; init; }

    /// <summary>Whether each statement is committed by itself. Default: what the account says, which is yes unless it was changed.</summary>
    public bool? Autocommit { get; init; }
}

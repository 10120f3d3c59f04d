namespace Prefect.Snowflake;

/// <summary>Chooses the way to sign in by what credentials have.</summary>
internal static class SnowflakeWays
{
    public static SnowflakeSignIn Choose(SnowflakeSigner signer) => signer.Credentials switch
    {
        { Authenticator: SnowflakeAuthenticator.WorkloadIdentity } => new WorkloadSignIn(signer),

        // As in Python: a key goes before what is said of other ways.
        { } credentials when SnowflakeRules.HasKey(credentials) => new KeyPairSignIn(signer),
        { Authenticator: SnowflakeAuthenticator.OAuth } => new TokenSignIn(signer, TokenSignIn.OAuth),
        { Authenticator: SnowflakeAuthenticator.OktaEndpoint } => new OktaSignIn(signer),
        { Authenticator: SnowflakeAuthenticator.ExternalBrowser } => new BrowserSignIn(signer),
        { Authenticator: SnowflakeAuthenticator.UsernamePasswordMfa } => new MfaSignIn(signer),
        { } credentials when !SnowflakeRules.IsSet(credentials.Password) && SnowflakeRules.IsSet(credentials.Token) => new TokenSignIn(signer, TokenSignIn.Programmatic),
        _ => new PasswordSignIn(signer),
    };
}

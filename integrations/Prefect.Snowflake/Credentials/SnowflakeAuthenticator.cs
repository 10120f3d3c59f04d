using System.Text.Json.Serialization;

namespace Prefect.Snowflake;

/// <summary>A way to sign in to Snowflake.</summary>
public enum SnowflakeAuthenticator
{
    /// <summary>User and password, or the private key when there is one.</summary>
    [JsonStringEnumMemberName("snowflake")]
    Snowflake,

    /// <summary>A token signed with a private key whose public half Snowflake knows.</summary>
    [JsonStringEnumMemberName("snowflake_jwt")]
    SnowflakeJwt,

    /// <summary>The identity provider of the account, in a browser of this machine.</summary>
    [JsonStringEnumMemberName("externalbrowser")]
    ExternalBrowser,

    /// <summary>Okta itself, by user and password.</summary>
    [JsonStringEnumMemberName("okta_endpoint")]
    OktaEndpoint,

    /// <summary>An access token of an authorization server.</summary>
    [JsonStringEnumMemberName("oauth")]
    OAuth,

    /// <summary>User and password, and a second factor: a passcode, or a push to the phone.</summary>
    [JsonStringEnumMemberName("username_password_mfa")]
    UsernamePasswordMfa,

    /// <summary>The identity that the machine has in a cloud.</summary>
    [JsonStringEnumMemberName("workload_identity")]
    WorkloadIdentity,
}

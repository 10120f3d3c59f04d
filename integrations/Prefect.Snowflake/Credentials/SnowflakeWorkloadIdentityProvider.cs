using System.Text.Json.Serialization;

namespace Prefect.Snowflake;

/// <summary>Who vouches for the machine.</summary>
public enum SnowflakeWorkloadIdentityProvider
{
    /// <summary>Amazon Web Services: a signed request for the caller's identity.</summary>
    [JsonStringEnumMemberName("aws")]
    Aws,

    /// <summary>Microsoft Entra: a token of the managed identity.</summary>
    [JsonStringEnumMemberName("azure")]
    Azure,

    /// <summary>Google Cloud: an identity token of the service account.</summary>
    [JsonStringEnumMemberName("gcp")]
    Gcp,

    /// <summary>Any provider of OpenID Connect, whose token is given.</summary>
    [JsonStringEnumMemberName("oidc")]
    Oidc,
}

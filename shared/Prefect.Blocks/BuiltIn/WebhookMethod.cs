using System.Text.Json.Serialization;

namespace Prefect.Blocks;

/// <summary>The HTTP method of a webhook's request.</summary>
public enum WebhookMethod
{
    /// <summary>GET.</summary>
    [JsonStringEnumMemberName("GET")]
    Get,

    /// <summary>POST.</summary>
    [JsonStringEnumMemberName("POST")]
    Post,

    /// <summary>PUT.</summary>
    [JsonStringEnumMemberName("PUT")]
    Put,

    /// <summary>PATCH.</summary>
    [JsonStringEnumMemberName("PATCH")]
    Patch,

    /// <summary>DELETE.</summary>
    [JsonStringEnumMemberName("DELETE")]
    Delete,
}

using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>How a role is assumed. What is null is left to the service.</summary>
[BlockModel]
public sealed partial record AssumeRoleParameters
{
    /// <summary>Name of the session, as logs of the account show it. Default: <c>prefect-session-</c> and eight hexadecimal digits.</summary>
    [JsonPropertyName("RoleSessionName")]
    [BlockField(Title = "Role Session Name")]
    public string? RoleSessionName { get; init; }

    /// <summary>How long a session lasts before it is renewed, in seconds, 900 to 43200.</summary>
    [JsonPropertyName("DurationSeconds")]
    [BlockField(Title = "Duration Seconds")]
    public int? DurationSeconds { get; init; }

    /// <summary>A policy in JSON that narrows what the session may do.</summary>
    [JsonPropertyName("Policy")]
    public string? Policy { get; init; }

    /// <summary>Managed policies that narrow what the session may do, each as <c>arn</c> and its value.</summary>
    [JsonPropertyName("PolicyArns")]
    [BlockField(Title = "Policy ARNs")]
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? PolicyArns { get; init; }

    /// <summary>Tags of the session, each as <c>Key</c> and <c>Value</c>.</summary>
    [JsonPropertyName("Tags")]
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? Tags { get; init; }

    /// <summary>Keys of the tags that a role assumed from this session inherits.</summary>
    [JsonPropertyName("TransitiveTagKeys")]
    [BlockField(Title = "Transitive Tag Keys")]
    public IReadOnlyList<string>? TransitiveTagKeys { get; init; }

    /// <summary>The id that the role's owner asks of third parties.</summary>
    [JsonPropertyName("ExternalId")]
    [BlockField(Title = "External ID")]
    public string? ExternalId { get; init; }

    /// <summary>Serial number or ARN of the device for multi-factor sign-in.</summary>
    [JsonPropertyName("SerialNumber")]
    [BlockField(Title = "Serial Number")]
    public string? SerialNumber { get; init; }

    /// <summary>Code that the device shows. It works once: a session that needs it cannot renew itself.</summary>
    [JsonPropertyName("TokenCode")]
    [BlockField(Title = "Token Code", PlainOnWire = true)]
    public SecretString? TokenCode { get; init; }

    /// <summary>Who acts through the role, as logs of the account show it.</summary>
    [JsonPropertyName("SourceIdentity")]
    [BlockField(Title = "Source Identity")]
    public string? SourceIdentity { get; init; }

    /// <summary>Contexts by trusted providers, each as <c>ProviderArn</c> and <c>ContextAssertion</c>.</summary>
    [JsonPropertyName("ProvidedContexts")]
    [BlockField(Title = "Provided Contexts")]
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? ProvidedContexts { get; init; }
}

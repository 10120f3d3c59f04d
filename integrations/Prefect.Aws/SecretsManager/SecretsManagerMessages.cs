using System.Text.Json.Serialization;

namespace Prefect.Aws;

// Classes where a secret is inside: a record would print it.

internal sealed record GetSecretValueRequest(string SecretId, string? VersionId = null, string? VersionStage = null);

internal sealed class GetSecretValueResponse
{
    public string? SecretString { get; init; }

    public byte[]? SecretBinary { get; init; }
}

internal sealed class WriteSecretRequest
{
    /// <summary>Of a new secret.</summary>
    public string? Name { get; init; }

    /// <summary>Of one that is there.</summary>
    public string? SecretId { get; init; }

    /// <summary>By it the service knows a request that is sent again for the same one.</summary>
    public string ClientRequestToken { get; } = Guid.NewGuid().ToString();

    public string? SecretString { get; init; }

    public byte[]? SecretBinary { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<SecretTag>? Tags { get; init; }
}

internal sealed record SecretTag(string Key, string Value);

internal sealed record DeleteSecretRequest(string SecretId)
{
    public int? RecoveryWindowInDays { get; init; }

    public bool? ForceDeleteWithoutRecovery { get; init; }
}

internal sealed record SecretResponse([property: JsonPropertyName("ARN")] string? Arn, string? Name, string? VersionId, double? DeletionDate);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GetSecretValueRequest))]
[JsonSerializable(typeof(GetSecretValueResponse))]
[JsonSerializable(typeof(WriteSecretRequest))]
[JsonSerializable(typeof(DeleteSecretRequest))]
[JsonSerializable(typeof(SecretResponse))]
internal sealed partial class SecretsManagerJson : JsonSerializerContext;

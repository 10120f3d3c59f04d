using System.Text.Json.Serialization;

namespace Prefect.Gcp;

internal sealed record SecretResource
{
    public string? Name { get; init; }

    public SecretReplication? Replication { get; init; }
}

/// <summary>Where a secret is kept: everywhere, as the service sees fit.</summary>
internal sealed record SecretReplication(SecretAutomatic Automatic);

internal sealed record SecretAutomatic;

internal sealed record SecretVersionResource(string? Name);

internal sealed record AddVersionRequest(SecretPayload Payload);

/// <summary>The value of a secret.</summary>
/// <param name="Data">The bytes.</param>
/// <param name="DataCrc32c">Their checksum, as a number in digits.</param>
internal sealed record SecretPayload(byte[]? Data, string? DataCrc32c);

internal sealed record AccessVersionResponse(string? Name, SecretPayload? Payload);

internal sealed record DestroyVersionRequest;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SecretResource))]
[JsonSerializable(typeof(SecretVersionResource))]
[JsonSerializable(typeof(AddVersionRequest))]
[JsonSerializable(typeof(AccessVersionResponse))]
[JsonSerializable(typeof(DestroyVersionRequest))]
internal sealed partial class SecretManagerJson : JsonSerializerContext;

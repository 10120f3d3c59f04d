using Amazon.Runtime;

namespace Prefect.Aws;

/// <summary>One request, as it goes out.</summary>
internal sealed class AwsRequest : AmazonWebServiceRequest
{
    /// <summary>Name of the operation, as the vendor writes it.</summary>
    public required string Operation { get; init; }

    public AwsRoute Route { get; init; } = AwsRoute.Root;

    /// <summary>The whole of <c>X-Amz-Target</c>; null where the service has none.</summary>
    public string? Target { get; init; }

    /// <summary>The content; null for none.</summary>
    public byte[]? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>Whether the answer's body is handed over as it arrives, instead of being in memory whole.</summary>
    public bool IsStreaming { get; init; }
}

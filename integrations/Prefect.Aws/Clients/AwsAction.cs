using System.Text.Json.Serialization.Metadata;

namespace Prefect.Aws;

/// <summary>One operation of a service that takes and gives JSON.</summary>
/// <param name="Service">The service.</param>
/// <param name="Name">Name of the operation, as the vendor writes it.</param>
/// <param name="Request">How requests are written.</param>
/// <param name="Response">How answers are read.</param>
internal sealed record AwsAction<TRequest, TResponse>(
    AwsService Service, string Name, JsonTypeInfo<TRequest> Request, JsonTypeInfo<TResponse> Response)
{
    /// <summary>Where a request goes; null for JSON 1.1, which says it in a header.</summary>
    public Func<TRequest, AwsRoute>? Route { get; init; }
}

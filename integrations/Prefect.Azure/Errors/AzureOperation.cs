using Prefect.Http;

namespace Prefect.Azure;

/// <summary>One request, for errors and telemetry.</summary>
/// <param name="Service">The service.</param>
/// <param name="Method">Name of the request, as traces have it.</param>
/// <param name="Attempt">What is tried, to follow "Could not".</param>
/// <param name="Target">What it is tried on; no secret and no query of an address.</param>
internal readonly record struct AzureOperation(AzureService Service, string Method, string Attempt, string? Target = null)
{
    public ServiceOperation Traced => new(Service.Name, Method, Attempt, Target)
    {
        Tags = [new("azure.resource_provider.namespace", Service.Namespace), new("prefect.azure.target", Target)],
    };

    public static AzureOperation Blob(string method, string attempt, string container, string? blob = null) =>
        new(AzureService.Blob, method, attempt, blob is null ? container : $"{container}/{blob}");

    /// <summary>What is tried, on what.</summary>
    public override string ToString() => Target is null ? Attempt : $"{Attempt} '{Target}'";
}

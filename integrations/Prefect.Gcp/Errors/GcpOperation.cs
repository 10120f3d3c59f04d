using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>One request, for errors and telemetry.</summary>
/// <param name="Service">The service.</param>
/// <param name="Method">Name of the request, as traces have it.</param>
/// <param name="Attempt">What is tried, to follow "Could not".</param>
/// <param name="Target">What it is tried on; no secret and no query of an address.</param>
internal readonly record struct GcpOperation(GcpService Service, string Method, string Attempt, string? Target = null)
{
    public ServiceOperation Traced => new(Service.Name, Method, Attempt, Target) { Tags = [new("prefect.gcp.target", Target)] };

    public static GcpOperation Storage(string method, string attempt, string bucket, string? name = null) =>
        new(GcpService.Storage, method, attempt, name is null ? $"gs://{bucket}" : $"gs://{bucket}/{name}");

    /// <summary>What is tried, on what.</summary>
    public override string ToString() => Target is null ? Attempt : $"{Attempt} '{Target}'";
}

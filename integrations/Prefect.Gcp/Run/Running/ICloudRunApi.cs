using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>What running jobs needs of either version of the service's interface, in one project and region.</summary>
internal interface ICloudRunApi
{
    Task CreateAsync(string job, JsonObject body, CancellationToken cancellationToken);

    Task<CloudRunJobSight> GetJobAsync(string job, CancellationToken cancellationToken);

    /// <summary>Starts an execution and gives its name.</summary>
    Task<string> RunAsync(string job, CancellationToken cancellationToken);

    Task<CloudRunSight> GetExecutionAsync(string execution, CancellationToken cancellationToken);

    Task CancelAsync(string execution, CancellationToken cancellationToken);

    Task DeleteAsync(string job, CancellationToken cancellationToken);
}

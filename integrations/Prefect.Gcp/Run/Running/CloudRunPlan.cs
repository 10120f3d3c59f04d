using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Prefect.Gcp;

/// <summary>A job that was checked: what running it needs, in either version of the service's interface.</summary>
internal sealed record CloudRunPlan(GcpCredentials Credentials, string Region, CloudRunOptions Options, bool KeepJob)
{
    /// <summary>Gives what is sent to the service, in a project.</summary>
    public required Func<string, ICloudRunApi> Api { get; init; }

    /// <summary>Describes the job, under a name; with the last part of another one, an execution of that begins with the job.</summary>
    public required Func<string, string?, JsonObject> Body { get; init; }

    /// <summary>Image and command, for the log.</summary>
    public required string What { get; init; }

    /// <summary>Warns of what is better done otherwise.</summary>
    public required Action<ILogger> Warn { get; init; }

    /// <exception cref="GcpConfigurationException">Nothing says which project.</exception>
    public async Task<ICloudRunApi> OpenAsync(CancellationToken cancellationToken) =>
        Api(await Credentials.ProjectAsync(project: null, cancellationToken).ConfigureAwait(false));
}

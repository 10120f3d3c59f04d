using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Runs and stops the containers of flow runs, as Prefect's worker for the first version of Cloud Run's interface does.</summary>
[SyncTwins]
public sealed partial class CloudRunWorker
{
    private readonly CloudRunJob _configuration;

    /// <summary>Makes a worker.</summary>
    /// <param name="configuration">What containers of flow runs have in common.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configuration"/> is null.</exception>
    public CloudRunWorker(CloudRunJob configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _configuration = configuration;
    }

    /// <summary>Hears the name of each job that was started, before it is waited for: with it another process stops the job.</summary>
    public Func<string, CancellationToken, Task>? Started { get; init; }

    /// <summary>
    /// Runs the container of a flow run and waits until it has ended. Its job is deleted, or kept, however the waiting ends.
    /// </summary>
    /// <param name="flowRun">The flow run.</param>
    /// <param name="cancellationToken">Ends the waiting, and the container.</param>
    /// <exception cref="ArgumentNullException"><paramref name="flowRun"/> is null.</exception>
    /// <exception cref="GcpConfigurationException">The configuration contradicts itself, or has a value that cannot be used.</exception>
    /// <exception cref="CloudRunJobException">The job could not be started; its diagnosis tells why and what to do.</exception>
    /// <exception cref="GcpException">The service refused a request, or was out of reach for longer than <see cref="CloudRunOptions.Patience"/>.</exception>
    public async Task<CloudRunWorkerResult> RunAsync(WorkerFlowRun flowRun, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flowRun);
        CloudRunJob job = For(flowRun);
        CloudRunOutcome outcome = await CloudRunFlowRuns.RunAsync(
            job.Plan(),
            CloudRunBodyV1.NameIn(job) ?? GcpNames.LongJob(job.Name),
            Started,
            PrefectLogging.CreateLogger(typeof(CloudRunWorker)),
            cancellationToken).ConfigureAwait(false);
        return new CloudRunWorkerResult(outcome.JobName, outcome.StatusCode ?? CloudRunDefaults.Vanished);
    }

    /// <summary>Ends the container of a flow run: deletes its job and the executions of it.</summary>
    /// <param name="identifier">Name of the job, as <see cref="Started"/> heard it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identifier"/> is null.</exception>
    /// <exception cref="FormatException">It is no name that a job may have.</exception>
    /// <exception cref="CloudRunJobNotFoundException">There is no such job, or no longer.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public Task KillInfrastructureAsync(string identifier, CancellationToken cancellationToken = default) =>
        _configuration.Attach(identifier).DeleteAsync(cancellationToken);

    /// <summary>What is run for a flow run: the configuration, and what the flow run says.</summary>
    internal CloudRunJob For(WorkerFlowRun flowRun)
    {
        JsonObject container = CloudRunBodyV1.TaskOf(_configuration.BuildJobBody()).Objects("containers")[0];
        return _configuration with
        {
            Name = _configuration.Name ?? flowRun.Name,
            Command = FlowRunCommand.Of(flowRun, _configuration.Command, container, container.Text("image") ?? ""),
            Env = flowRun.MergeEnv(_configuration.Env),
            Labels = flowRun.MergeLabels(_configuration.Labels),
        };
    }
}

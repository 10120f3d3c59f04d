using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Runs and stops the containers of flow runs, as Prefect's worker for Vertex AI does.</summary>
[SyncTwins]
public sealed partial class VertexAIWorker
{
    private readonly VertexAIJob _configuration;

    /// <summary>Makes a worker.</summary>
    /// <param name="configuration">What containers of flow runs have in common.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configuration"/> is null.</exception>
    public VertexAIWorker(VertexAIJob configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _configuration = configuration;
    }

    /// <summary>Hears the name of each job that was created, before it is waited for: with it another process stops the job.</summary>
    public Func<string, CancellationToken, Task>? Started { get; init; }

    /// <summary>Runs the container of a flow run and waits until it has ended.</summary>
    /// <param name="flowRun">The flow run.</param>
    /// <param name="cancellationToken">Ends the waiting, and the container.</param>
    /// <exception cref="ArgumentNullException"><paramref name="flowRun"/> is null.</exception>
    /// <exception cref="GcpConfigurationException">The configuration contradicts itself, or has a value that cannot be used.</exception>
    /// <exception cref="VertexAIJobException">The job could not be created; its diagnosis tells why and what to do.</exception>
    /// <exception cref="TimeoutException">The job had not ended within <see cref="VertexAIJob.MaximumRunTimeHours"/>, and is cancelled.</exception>
    /// <exception cref="GcpException">The service refused a request, or was out of reach for longer than <see cref="VertexAIOptions.Patience"/>.</exception>
    public async Task<VertexAIWorkerResult> RunAsync(WorkerFlowRun flowRun, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flowRun);
        VertexAIJobRun run = await For(flowRun).RunAsync(cancellationToken).ConfigureAwait(false);
        VertexAIOutcome? outcome = null;
        try
        {
            await (Started?.Invoke(run.Id, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
            outcome = await run.WaitAsync(timeout: null, cancellationToken).ConfigureAwait(false);
            return new VertexAIWorkerResult(outcome.Job.DisplayName, outcome.StatusCode ?? 1);
        }
        finally
        {
            if (outcome is null)
            {
                await run.CancelQuietlyAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Creates the job of a flow run, and does not wait for it.</summary>
    /// <param name="flowRun">The flow run.</param>
    /// <param name="cancellationToken">Ends the creating, not the job.</param>
    /// <returns>Name of the job, with project and region.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="flowRun"/> is null.</exception>
    /// <exception cref="GcpConfigurationException">The configuration contradicts itself, or has a value that cannot be used.</exception>
    /// <exception cref="VertexAIJobException">The job could not be created; its diagnosis tells why and what to do.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async Task<string> InitiateRunAsync(WorkerFlowRun flowRun, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flowRun);
        return (await For(flowRun).RunAsync(cancellationToken).ConfigureAwait(false)).Id;
    }

    /// <summary>Ends the container of a flow run: begins to cancel its job.</summary>
    /// <param name="identifier">Name of the job, with project and region, as <see cref="Started"/> heard it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identifier"/> is null.</exception>
    /// <exception cref="FormatException">It has not the form of such a name.</exception>
    /// <exception cref="VertexAIJobNotFoundException">There is no such job, or no longer.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task KillInfrastructureAsync(string identifier, CancellationToken cancellationToken = default) =>
        _configuration.Attach(identifier).CancelAsync(cancellationToken);

    /// <summary>What is run for a flow run: the configuration, and what the flow run says.</summary>
    internal VertexAIJob For(WorkerFlowRun flowRun)
    {
        // Whose account it is does not matter here.
        JsonObject container = _configuration.BuildJobSpec(serviceAccount: "-").Objects("workerPoolSpecs")[0].Section("containerSpec");
        return _configuration with
        {
            Name = _configuration.Name ?? flowRun.Name,
            Command = FlowRunCommand.Of(flowRun, _configuration.Command, container, container.Text("imageUri") ?? ""),
            Env = flowRun.MergeEnv(_configuration.Env),
            Labels = flowRun.MergeLabels(_configuration.Labels),
        };
    }
}

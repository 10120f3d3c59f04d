using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Runs and stops the containers of flow runs, as Prefect's worker for Azure Container Instances does.</summary>
[SyncTwins]
public sealed partial class AciWorker
{
    private readonly AciJob _configuration;

    /// <summary>Makes a worker.</summary>
    /// <param name="configuration">What containers of flow runs have in common.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configuration"/> is null.</exception>
    public AciWorker(AciJob configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _configuration = configuration;
    }

    /// <summary>
    /// Hears the identifier of each container group that was asked for, before it is waited for: with it another process stops the group.
    /// </summary>
    public Func<string, CancellationToken, Task>? Started { get; init; }

    /// <summary>
    /// Runs the container of a flow run and waits until it has ended. Its group is deleted, or stopped and kept, however the waiting ends.
    /// </summary>
    /// <param name="flowRun">The flow run.</param>
    /// <param name="cancellationToken">Ends the waiting, and the container.</param>
    /// <exception cref="ArgumentNullException"><paramref name="flowRun"/> is null.</exception>
    /// <exception cref="AzureConfigurationException">The configuration contradicts itself, or has a value that cannot be used.</exception>
    /// <exception cref="AciJobException">The container could not be started; its diagnosis tells why and what to do.</exception>
    /// <exception cref="AzureException">The service refused a request, or was out of reach for longer than <see cref="AciOptions.Patience"/>.</exception>
    public async Task<AciWorkerResult> RunAsync(WorkerFlowRun flowRun, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flowRun);
        AciIdentifier identifier = AciNames.For(flowRun.FlowName, flowRun.Id);
        AciLauncher launcher = new(For(flowRun), identifier, PrefectLogging.CreateLogger(typeof(AciWorker)));
        AciJobRun run = await launcher.StartAsync(cancellationToken).ConfigureAwait(false);
        AciJobOutcome? outcome = null;
        try
        {
            await (Started?.Invoke(run.Id, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
            outcome = await run.WatchAsync(timeout: null, cancellationToken).ConfigureAwait(false);
            return new AciWorkerResult(identifier.ContainerGroupName, outcome.ExitCode ?? AciDefaults.Vanished);
        }
        finally
        {
            if (outcome is not { WasDeleted: true })
            {
                await run.Cleanup().EndQuietlyAsync(identifier.ContainerGroupName).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Ends the container of a flow run: deletes its group, or stops it where the configuration keeps groups.</summary>
    /// <param name="identifier">Its identifier, as <see cref="Started"/> heard it.</param>
    /// <param name="cancellationToken">Ends the operation, not the deletion.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identifier"/> is null.</exception>
    /// <exception cref="FormatException">The identifier has not the form <c>run:group</c>.</exception>
    /// <exception cref="AciJobNotFoundException">There is no such container group, or no longer.</exception>
    /// <exception cref="TimeoutException">The group was not gone within <see cref="AciOptions.DeletionTimeout"/>. The deletion goes on.</exception>
    /// <exception cref="AzureException">The service refused a request or could not be reached.</exception>
    public Task KillInfrastructureAsync(string identifier, CancellationToken cancellationToken = default) =>
        _configuration.Attach(identifier).StopAsync(cancellationToken);

    /// <summary>What is run for a flow run: the configuration, and what the flow run says.</summary>
    internal AciJob For(WorkerFlowRun flowRun) => _configuration with
    {
        Command = flowRun.Command is { Length: > 0 } command ? AciCommandLine.Split(command) : _configuration.Command,
        Env = flowRun.MergeEnv(_configuration.Env),
        Labels = flowRun.MergeLabels(_configuration.Labels),
    };
}

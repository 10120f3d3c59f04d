using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Starts and stops the containers of flow runs, as Prefect's ECS worker does: without waiting for them.</summary>
[SyncTwins]
public sealed partial class EcsWorker
{
    private readonly EcsTask _configuration;

    /// <summary>Makes a worker.</summary>
    /// <param name="configuration">What containers of flow runs have in common.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configuration"/> is null.</exception>
    public EcsWorker(EcsTask configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _configuration = configuration;
    }

    /// <summary>Starts the container of a flow run.</summary>
    /// <param name="flowRun">The flow run.</param>
    /// <param name="cancellationToken">Ends the starting, not the container.</param>
    /// <exception cref="ArgumentNullException"><paramref name="flowRun"/> is null.</exception>
    /// <exception cref="AwsConfigurationException">The configuration contradicts itself, or has a value that cannot be used.</exception>
    /// <exception cref="EcsTaskException">The service would not start the task; its diagnosis tells why and what to do.</exception>
    /// <exception cref="AwsException">The service refused a request or could not be reached.</exception>
    public async Task<EcsWorkerResult> RunAsync(WorkerFlowRun flowRun, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flowRun);
        EcsLauncher launcher = new(For(flowRun), EcsOrigin.Of(flowRun), token: null, PrefectLogging.CreateLogger(typeof(EcsWorker)));
        EcsTaskRun run = await launcher.StartAsync(cancellationToken).ConfigureAwait(false);
        return new EcsWorkerResult(run.Id);
    }

    /// <summary>Stops the container of a flow run.</summary>
    /// <param name="identifier">Its identifier, as <see cref="RunAsync"/> gave it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identifier"/> is null.</exception>
    /// <exception cref="FormatException">The identifier has not the form <c>cluster::task</c>.</exception>
    /// <exception cref="EcsTaskNotFoundException">There is no such task, or no longer.</exception>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public Task KillInfrastructureAsync(string identifier, CancellationToken cancellationToken = default) =>
        _configuration.Attach(identifier).StopAsync(reason: null, cancellationToken);

    /// <summary>What is run for a flow run: the configuration, and what the flow run says.</summary>
    internal EcsTask For(WorkerFlowRun flowRun) => _configuration with
    {
        Command = flowRun.Command is { Length: > 0 } command ? EcsCommandLine.Split(command) : _configuration.Command,
        Env = flowRun.MergeEnv(_configuration.Env),
        Labels = flowRun.MergeLabels(_configuration.Labels),
    };
}

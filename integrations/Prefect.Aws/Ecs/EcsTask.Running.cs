using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Aws;

public sealed partial record EcsTask
{
    /// <summary>Starts a task and gives it at once, without waiting for it to run.</summary>
    /// <param name="cancellationToken">Ends the starting, not the task.</param>
    /// <exception cref="AwsConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="EcsTaskException">The service would not start the task; its diagnosis tells why and what to do.</exception>
    /// <exception cref="AwsException">The service refused a request or could not be reached.</exception>
    public Task<EcsTaskRun> RunAsync(CancellationToken cancellationToken = default) =>
        new EcsLauncher(this, EcsOrigin.Of(this), PrefectLogging.CreateLogger(typeof(EcsTask))).StartAsync(cancellationToken);

    /// <summary>Starts a task, waits until it has ended, and gives how it did.</summary>
    /// <param name="cancellationToken">Ends the waiting, and the task too with <see cref="EcsOptions.CancelRemote"/>.</param>
    /// <exception cref="AwsConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="EcsTaskException">The service would not start the task, or it ended without success.</exception>
    /// <exception cref="AwsException">The service refused a request or could not be reached.</exception>
    public async Task<EcsTaskOutcome> RunToCompletionAsync(CancellationToken cancellationToken = default)
    {
        EcsTaskRun run = await RunAsync(cancellationToken).ConfigureAwait(false);
        await run.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        return await run.FetchResultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="AwsConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="EcsTaskException">The service would not start the task; its diagnosis tells why and what to do.</exception>
    /// <exception cref="AwsException">The service refused a request or could not be reached.</exception>
    public async Task<IJobRun<EcsTaskOutcome>> TriggerAsync(CancellationToken cancellationToken = default) =>
        await RunAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Takes up a task that was started before, by another process for example. Nothing is asked of the service.</summary>
    /// <param name="identifier">Its identifier, as <see cref="EcsTaskRun.Id"/> gave it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identifier"/> is null.</exception>
    /// <exception cref="FormatException">The identifier has not the form <c>cluster::task</c>.</exception>
    public EcsTaskRun Attach(string identifier) =>
        new(EcsIdentifier.Parse(identifier), AwsCredentials, Options ?? EcsOptions.FromEnvironment())
        {
            ContainerName = ContainerName ?? (TaskDefinition is null ? null : EcsContainers.NameIn(TaskDefinition, null)),
            IsAttached = true,
        };

    /// <summary>The task definition that would be registered, for a look at it. Nothing is asked of the service.</summary>
    /// <param name="region">Region that logs go to.</param>
    /// <exception cref="ArgumentException"><paramref name="region"/> is null or empty.</exception>
    /// <exception cref="AwsConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    public JsonObject BuildTaskDefinition(string region)
    {
        ArgumentException.ThrowIfNullOrEmpty(region);
        EcsValidation.Check(this);
        return EcsDefinitionBuilder.Build(this, EcsOrigin.Of(this), region);
    }
}

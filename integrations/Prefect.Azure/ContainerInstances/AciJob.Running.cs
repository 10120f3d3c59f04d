using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Azure;

public sealed partial record AciJob
{
    internal AciOptions UsedOptions => Options ?? AciOptions.Default;

    /// <summary>Begins to deploy a container group and gives the run at once, without waiting for its container to start.</summary>
    /// <param name="cancellationToken">Ends the starting, not the container.</param>
    /// <exception cref="AzureConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="AciJobException">The service would not deploy the group; its diagnosis tells why and what to do.</exception>
    /// <exception cref="AzureException">The service refused a request or could not be reached.</exception>
    public Task<AciJobRun> RunAsync(CancellationToken cancellationToken = default) =>
        new AciLauncher(this, AciNames.For(Name, Guid.NewGuid()), PrefectLogging.CreateLogger(typeof(AciJob))).StartAsync(cancellationToken);

    /// <summary>Starts a container, waits until it has ended, and gives how it did.</summary>
    /// <param name="cancellationToken">Ends the waiting, and the container too with <see cref="AciOptions.CancelRemote"/>.</param>
    /// <exception cref="AzureConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="AciJobException">The container could not be started, or ended without success.</exception>
    /// <exception cref="AzureException">The service refused a request or could not be reached.</exception>
    public async Task<AciJobOutcome> RunToCompletionAsync(CancellationToken cancellationToken = default)
    {
        AciJobRun run = await RunAsync(cancellationToken).ConfigureAwait(false);
        await run.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        return await run.FetchResultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="AzureConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="AciJobException">The service would not deploy the group; its diagnosis tells why and what to do.</exception>
    /// <exception cref="AzureException">The service refused a request or could not be reached.</exception>
    public async Task<IJobRun<AciJobOutcome>> TriggerAsync(CancellationToken cancellationToken = default) =>
        await RunAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Takes up a run that was started before, by another process for example. Nothing is asked of the service.</summary>
    /// <param name="identifier">Its identifier, as <see cref="AciJobRun.Id"/> gave it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identifier"/> is null.</exception>
    /// <exception cref="FormatException">The identifier has not the form <c>run:group</c>.</exception>
    public AciJobRun Attach(string identifier) => new(AciIdentifier.Parse(identifier), this) { IsAttached = true };

    /// <summary>
    /// The template that would be deployed, for a look at it. It holds no secret: those are passed beside it. Nothing is asked of the
    /// service.
    /// </summary>
    /// <exception cref="AzureConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    public JsonObject BuildArmTemplate()
    {
        AciValidation.Check(this);
        return AciTemplateBuilder.Build(this).Template;
    }
}

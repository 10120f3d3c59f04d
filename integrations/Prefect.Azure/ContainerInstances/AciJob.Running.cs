using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
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

    /// <summary>
    /// Begins to deploy a container group unless that was done before under the same key, and gives the run at once: the one of before
    /// where there is one. So a process that was killed, or lost the answer, starts nothing twice.
    /// </summary>
    /// <param name="submissionKey">Names the submission; any text that is not empty.</param>
    /// <param name="cancellationToken">Ends the starting, not the container.</param>
    /// <exception cref="ArgumentException"><paramref name="submissionKey"/> is null or empty.</exception>
    /// <exception cref="AzureConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="AciJobException">The service would not deploy the group; its diagnosis tells why and what to do.</exception>
    /// <exception cref="AzureException">The service refused a request or could not be reached.</exception>
    public Task<AciJobRun> RunOnceAsync(string submissionKey, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(submissionKey);
        Guid run = new(SHA256.HashData(Encoding.UTF8.GetBytes(submissionKey)).AsSpan(0, 16));
        return new AciLauncher(this, AciNames.For(Name, run), PrefectLogging.CreateLogger(typeof(AciJob))).StartOnceAsync(cancellationToken);
    }

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

    /// <summary>Signs in, and finds the resource group.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => AzureCheck.RunAsync(
        () =>
        {
            AciValidation.Check(this);
            return AciCredentials.Connect(UsedOptions.Access).Endpoint;
        },
        FindResourceGroupAsync,
        cancellationToken);

    /// <summary>Makes a job of the job variables of Prefect's worker, by their names there. Others are passed over.</summary>
    /// <param name="variables">The job variables, references and templates in them resolved.</param>
    /// <param name="credentials">How to sign in. Default: as the machine says.</param>
    /// <exception cref="ArgumentNullException"><paramref name="variables"/> is null.</exception>
    /// <exception cref="AzureConfigurationException">A variable has a value of another kind, or one that must be there is not.</exception>
    public static AciJob FromJobVariables(JsonObject variables, AzureContainerInstanceCredentials? credentials = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return new AciJobVariables(variables).ToJob(credentials ?? new AzureContainerInstanceCredentials());
    }

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

    internal async Task<string> FindResourceGroupAsync(CancellationToken cancellationToken)
    {
        string subscription = await SubscriptionId.RevealAsync(cancellationToken).ConfigureAwait(false);
        AzureOperation operation = new(AzureService.ResourceManager, "GetResourceGroup", "find the resource group", ResourceGroupName);
        string path = ArmPath.Of("subscriptions", subscription, "resourcegroups", ResourceGroupName);
        JsonObject? group = await AciCredentials.Connect(UsedOptions.Access)
            .SendAsync(operation, RequestMethod.Get, $"{path}?api-version=2022-09-01", null, cancellationToken).ConfigureAwait(false);
        return $"Signed in; the resource group '{ResourceGroupName}' is there, in {group?.Text("location") ?? "an unknown region"}.";
    }
}

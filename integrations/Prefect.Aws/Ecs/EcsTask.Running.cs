using System.Security.Cryptography;
using System.Text;
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
        StartAsync(token: null, cancellationToken);

    /// <summary>
    /// Starts a task under a key, or takes up the one that was started under it: by an attempt whose answer was lost, or by a process that
    /// was killed before it could note the task's identifier.
    /// </summary>
    /// <remarks>The service remembers keys for a day, each cluster its own.</remarks>
    /// <param name="submissionKey">Says what the task is for, the same each time: the id of a flow run, or a date.</param>
    /// <param name="cancellationToken">Ends the starting, not the task.</param>
    /// <returns>The task, which may have ended already.</returns>
    /// <exception cref="ArgumentException"><paramref name="submissionKey"/> is null or empty.</exception>
    /// <exception cref="AwsConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="EcsTaskException">The service would not start the task; its diagnosis tells why and what to do.</exception>
    /// <exception cref="AwsException">The service refused a request or could not be reached.</exception>
    public Task<EcsTaskRun> RunOnceAsync(string submissionKey, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(submissionKey);

        // As long as a token may be, and of letters that it may have.
        string token = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(submissionKey)));

        // Another process has other definitions in mind: with the family's latest, its request is the same again.
        return (this with { MatchLatestRevisionInFamily = true }).StartAsync(token, cancellationToken);
    }

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

    /// <summary>Signs in, and finds the cluster. It asks for the permission <c>ecs:DescribeClusters</c>, which runs do not need.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default)
    {
        return AwsCheck.ResourceAsync(Client, (client, token) => EcsApi.CheckAsync(client, EcsLaunch.ClusterOf(this) ?? "default", token), cancellationToken);

        AwsClient Client()
        {
            EcsValidation.Check(this);
            return AwsClient.For(AwsCredentials, AwsService.Ecs);
        }
    }

    /// <summary>Makes a task of the job variables of Prefect's ECS worker, by their names there. Others are passed over.</summary>
    /// <param name="variables">The job variables, references and templates in them resolved.</param>
    /// <param name="credentials">How to sign in. Default: as the machine says.</param>
    /// <exception cref="ArgumentNullException"><paramref name="variables"/> is null.</exception>
    /// <exception cref="AwsConfigurationException">A variable has a value of another kind.</exception>
    public static EcsTask FromJobVariables(JsonObject variables, AwsCredentials? credentials = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return new EcsJobVariables(variables).ToTask(credentials ?? new AwsCredentials());
    }

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

    private Task<EcsTaskRun> StartAsync(string? token, CancellationToken cancellationToken) =>
        new EcsLauncher(this, EcsOrigin.Of(this), token, PrefectLogging.CreateLogger(typeof(EcsTask))).StartAsync(cancellationToken);
}

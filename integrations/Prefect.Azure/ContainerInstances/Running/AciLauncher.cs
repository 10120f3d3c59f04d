using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Begins to deploy container groups.</summary>
internal sealed class AciLauncher(AciJob job, AciIdentifier identifier, ILogger logger)
{
    private string DeploymentName => AciNames.Deployment(identifier.ContainerGroupName);

    private ArmConnection Connection => field ??= job.AciCredentials.Connect(job.UsedOptions.Access);

    private ArmDeployments Deployments => new(Connection, job.SubscriptionId);

    private AciContainerGroups Groups => new(Connection, job.SubscriptionId);

    /// <summary>Begins to deploy unless that was done before, and has not failed.</summary>
    public async Task<AciJobRun> StartOnceAsync(CancellationToken cancellationToken)
    {
        AciValidation.Check(job);
        return await IsStartedAsync(cancellationToken).ConfigureAwait(false)
            ? new AciJobRun(identifier, job) { IsAttached = true }
            : await StartAsync(cancellationToken).ConfigureAwait(false);
    }

    // Histories of deployments are cleared now and then: a group that is there was started, too.
    private async Task<bool> IsStartedAsync(CancellationToken cancellationToken)
    {
        ArmDeployment? before = await FindAsync(() => Deployments.GetAsync(job.ResourceGroupName, DeploymentName, cancellationToken)).ConfigureAwait(false);
        return before is null
            ? await FindAsync(() => Groups.GetAsync(job.ResourceGroupName, identifier.ContainerGroupName, cancellationToken)).ConfigureAwait(false) is not null
            : !before.HasEnded || before.Succeeded;
    }

    // That there is none may mean that there is no resource group: the next request will tell.
    private static async Task<T?> FindAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (AzureException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <exception cref="AzureConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="AciJobException">The service would not deploy the group, and why is known.</exception>
    /// <exception cref="AzureException">The service refused a request or could not be reached.</exception>
    public async Task<AciJobRun> StartAsync(CancellationToken cancellationToken)
    {
        AciValidation.Check(job);
        AciDeploymentRequest request = AciTemplateBuilder.Build(job);
        JsonObject parameters = await request.RevealParametersAsync(identifier.ContainerGroupName, cancellationToken).ConfigureAwait(false);
        long submitted = job.UsedOptions.TimeProvider.GetTimestamp();
        AciLog.Creating(logger, identifier.ContainerGroupName, job.Image ?? AciDefaults.Image);
        try
        {
            await Deployments.CreateAsync(job.ResourceGroupName, DeploymentName, request.Template, parameters, cancellationToken).ConfigureAwait(false);
        }
        catch (AzureException exception) when (exception.ErrorCode == "DeploymentActive")
        {
            // The first of several requests was heard, though its answer was not: the name is this run's alone.
        }
        catch (Exception exception) when (exception is OperationCanceledException or AzureException { IsTransient: true })
        {
            // Nobody knows whether it was heard, and nobody will ask.
            AciJobRun unknown = new(identifier, job);
            await unknown.Cleanup().EndQuietlyAsync(identifier.ContainerGroupName).ConfigureAwait(false);
            throw;
        }
        catch (AzureException exception) when (AciStartDiagnosis.IsKnown(exception))
        {
            InfrastructureDiagnosis diagnosis = AciStartDiagnosis.Of(exception);
            throw new AciJobException($"Could not start a container on Azure Container Instances: {diagnosis}", diagnosis, outcome: null, exception);
        }

        return new AciJobRun(identifier, job) { SubmittedAt = submitted };
    }
}

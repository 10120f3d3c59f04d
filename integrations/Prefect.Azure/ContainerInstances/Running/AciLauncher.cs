using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Begins to deploy container groups.</summary>
internal sealed class AciLauncher(AciJob job, AciIdentifier identifier, ILogger logger)
{
    private string DeploymentName => AciNames.Deployment(identifier.ContainerGroupName);

    private ArmDeployments Deployments => new(job.AciCredentials.Connect(job.UsedOptions.Access), job.SubscriptionId);

    /// <summary>Begins to deploy unless that was done before, and has not failed.</summary>
    public async Task<AciJobRun> StartOnceAsync(CancellationToken cancellationToken)
    {
        AciValidation.Check(job);
        try
        {
            ArmDeployment before = await Deployments.GetAsync(job.ResourceGroupName, DeploymentName, cancellationToken).ConfigureAwait(false);
            if (!before.HasEnded || before.Succeeded)
            {
                return new AciJobRun(identifier, job) { IsAttached = true };
            }
        }
        catch (AzureException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // Nothing was done before; or there is no resource group, as the next request will tell.
        }

        return await StartAsync(cancellationToken).ConfigureAwait(false);
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

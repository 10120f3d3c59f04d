using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Prefect.Azure;

/// <summary>Begins to deploy container groups.</summary>
internal sealed class AciLauncher(AciJob job, AciIdentifier identifier, ILogger logger)
{
    /// <exception cref="AzureConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="AciJobException">The service would not deploy the group, and why is known.</exception>
    /// <exception cref="AzureException">The service refused a request or could not be reached.</exception>
    public async Task<AciJobRun> StartAsync(CancellationToken cancellationToken)
    {
        AciValidation.Check(job);
        AciDeploymentRequest request = AciTemplateBuilder.Build(job);
        JsonObject parameters = await request.RevealParametersAsync(identifier.ContainerGroupName, cancellationToken).ConfigureAwait(false);
        ArmDeployments deployments = new(job.AciCredentials.Connect(job.UsedOptions.Access), job.SubscriptionId);
        long submitted = job.UsedOptions.TimeProvider.GetTimestamp();
        AciLog.Creating(logger, identifier.ContainerGroupName, job.Image ?? AciDefaults.Image);
        try
        {
            await deployments.CreateAsync(
                job.ResourceGroupName, AciNames.Deployment(identifier.ContainerGroupName), request.Template, parameters, cancellationToken).ConfigureAwait(false);
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

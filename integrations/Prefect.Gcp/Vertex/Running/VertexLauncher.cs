using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Creates custom jobs.</summary>
internal sealed class VertexLauncher(VertexAIJob job, string displayName, ILogger logger)
{
    private readonly VertexAIOptions _options = job.Options ?? VertexAIOptions.Default;

    private JobServiceClient Client => new(job.Credentials, job.Region, _options);

    /// <summary>Creates the job unless there is one of this name.</summary>
    public async Task<VertexAIJobRun> StartOnceAsync(CancellationToken cancellationToken)
    {
        VertexValidation.Check(job);
        string project = await job.Credentials.ProjectAsync(project: null, cancellationToken).ConfigureAwait(false);
        return await FindAsync(project, cancellationToken).ConfigureAwait(false) is { } before
            ? new VertexAIJobRun(CustomJobName.Parse(before.Name), job) { IsAttached = true }
            : await StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="VertexAIJobException">The service would not create the job, and why is known.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async Task<VertexAIJobRun> StartAsync(CancellationToken cancellationToken)
    {
        VertexValidation.Check(job);
        string project = await job.Credentials.ProjectAsync(project: null, cancellationToken).ConfigureAwait(false);
        string? account = (await job.Credentials.Identity().OpenAsync(cancellationToken).ConfigureAwait(false)).Email;
        JsonObject body = CustomJobBuilder.Build(job, displayName, account);
        CustomJob created = await CreateAsync(project, body, cancellationToken).ConfigureAwait(false);
        GcpLog.CustomJobCreated(logger, displayName, created.Name);
        return new VertexAIJobRun(CustomJobName.Parse(created.Name), job);
    }

    // The service creates another job for each request that it hears, so that after a failure one that is there is looked for.
    private async Task<CustomJob> CreateAsync(string project, JsonObject body, CancellationToken cancellationToken)
    {
        JobRetry retry = _options.Retry;
        for (int number = 1; ; number++)
        {
            GcpException failure;
            try
            {
                return await Client.CreateCustomJobAsync(project, job.Region, body, cancellationToken).ConfigureAwait(false);
            }
            catch (GcpException exception) when (exception.IsTransient)
            {
                failure = exception;
            }
            catch (GcpException exception) when (VertexDiagnosis.IsKnown(exception))
            {
                InfrastructureDiagnosis diagnosis = VertexDiagnosis.Of(exception);
                throw new VertexAIJobException($"Could not create a job on Vertex AI: {diagnosis}", diagnosis, outcome: null, exception);
            }

            await Task.Delay(retry.Wait(failure, number), _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            if (await FindCreatedAsync(project, failure, cancellationToken).ConfigureAwait(false) is { } created)
            {
                GcpLog.CustomJobAdopted(logger, displayName, failure.Message);
                return created;
            }

            if (number >= retry.Attempts)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            GcpLog.JobRetried(logger, number, "create", displayName, failure.Message);
        }
    }

    private async Task<CustomJob?> FindCreatedAsync(string project, GcpException failure, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(project, cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception)
        {
            GcpLog.CustomJobUnknown(logger, displayName, exception.Message);
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
    }

    private async Task<CustomJob?> FindAsync(string project, CancellationToken cancellationToken)
    {
        string quoted = displayName.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        await foreach (CustomJob found in Client.ListCustomJobsAsync(project, job.Region, $"display_name=\"{quoted}\"", cancellationToken).ConfigureAwait(false))
        {
            if (found.DisplayName == displayName)
            {
                return found;
            }
        }

        return null;
    }
}

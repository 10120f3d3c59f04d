using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Creates custom jobs.</summary>
internal sealed class VertexLauncher(VertexAIJob job, string displayName, ILogger logger)
{
    private static readonly TimeSpan s_longestCancelling = TimeSpan.FromMinutes(1);

    private readonly VertexAIOptions _options = job.Options ?? VertexAIOptions.Default;

    private JobServiceClient Client => new(job.Credentials, job.Region, _options);

    /// <summary>Creates the job unless there is one of this name.</summary>
    public async Task<VertexAIJobRun> StartOnceAsync(CancellationToken cancellationToken)
    {
        VertexValidation.Check(job);
        string project = await job.Credentials.ProjectAsync(project: null, cancellationToken).ConfigureAwait(false);
        if (await FindAsync(project, cancellationToken).ConfigureAwait(false) is { } before)
        {
            return Attach(before);
        }

        JsonObject body = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        CustomJob created = await CreateAsync(project, body, cancellationToken).ConfigureAwait(false);
        return await SettleAsync(project, created, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    /// <exception cref="VertexAIJobException">The service would not create the job, and why is known.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async Task<VertexAIJobRun> StartAsync(CancellationToken cancellationToken)
    {
        VertexValidation.Check(job);
        string project = await job.Credentials.ProjectAsync(project: null, cancellationToken).ConfigureAwait(false);
        JsonObject body = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Run(await CreateAsync(project, body, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is OperationCanceledException or GcpException { IsTransient: true })
        {
            // Nobody knows whether it was heard, and nobody else will ever look for it.
            await CancelStrayAsync(project).ConfigureAwait(false);
            throw;
        }
    }

    private VertexAIJobRun Run(CustomJob created) => new(CustomJobName.Parse(created.Name), job);

    private VertexAIJobRun Attach(CustomJob before) => new(CustomJobName.Parse(before.Name), job) { IsAttached = true };

    // Two processes may have had the same key at the same time: both see both jobs, and keep the earlier one.
    private async Task<VertexAIJobRun> SettleAsync(string project, CustomJob created, CancellationToken cancellationToken)
    {
        CustomJob? first;
        try
        {
            first = await FindAsync(project, cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception)
        {
            GcpLog.OtherJobsUnknown(logger, displayName, exception.Message);
            return Run(created);
        }

        if (first is null || first.Name == created.Name || IsBefore(created, first))
        {
            return Run(created);
        }

        GcpLog.CustomJobDoubled(logger, created.Name, first.Name);
        await Run(created).CancelQuietlyAsync().ConfigureAwait(false);
        return Attach(first);
    }

    private async Task CancelStrayAsync(string project)
    {
        using CancellationTokenSource limit = new(s_longestCancelling);
        try
        {
            await Task.Delay(_options.Delay, _options.TimeProvider, limit.Token).ConfigureAwait(false);
            if (await FindAsync(project, limit.Token).ConfigureAwait(false) is { } stray)
            {
                await Run(stray).CancelQuietlyAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is GcpException or OperationCanceledException)
        {
            GcpLog.JobLeftBehind(logger, displayName, exception.Message);
        }
    }

    private async Task<JsonObject> DescribeAsync(CancellationToken cancellationToken)
    {
        string? account = (await job.Credentials.Identity().OpenAsync(cancellationToken).ConfigureAwait(false)).Email;
        return CustomJobBuilder.Build(job, displayName, account);
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
                CustomJob created = await Client.CreateCustomJobAsync(project, job.Region, body, cancellationToken).ConfigureAwait(false);
                GcpLog.CustomJobCreated(logger, displayName, created.Name);
                return created;
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
            if (await FindCreatedAsync(project, failure, cancellationToken).ConfigureAwait(false) is { } adopted)
            {
                GcpLog.CustomJobAdopted(logger, displayName, failure.Message);
                return adopted;
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

    // Of several, the earliest: whoever looks comes to the same one.
    private async Task<CustomJob?> FindAsync(string project, CancellationToken cancellationToken)
    {
        CustomJob? first = null;
        string quoted = displayName.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        await foreach (CustomJob found in Client.ListCustomJobsAsync(project, job.Region, $"display_name=\"{quoted}\"", cancellationToken).ConfigureAwait(false))
        {
            if (found.DisplayName == displayName && (first is null || IsBefore(found, first)))
            {
                first = found;
            }
        }

        return first;
    }

    private static bool IsBefore(CustomJob one, CustomJob other)
    {
        int order = DateTimeOffset.Compare(one.CreateTime ?? DateTimeOffset.MaxValue, other.CreateTime ?? DateTimeOffset.MaxValue);
        return order < 0 || (order == 0 && string.CompareOrdinal(one.Name, other.Name) < 0);
    }
}

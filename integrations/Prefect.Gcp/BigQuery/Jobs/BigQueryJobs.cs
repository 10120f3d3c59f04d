using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Prefect.Gcp;

/// <summary>Runs jobs from their start to their end.</summary>
internal sealed class BigQueryJobs(BigQueryApi api, ILogger logger)
{
    public BigQueryApi Api => api;

    public ILogger Logger => logger;

    /// <summary>Runs a query and gives its rows, the first page of which is there.</summary>
    /// <exception cref="GcpException">The query failed, or the service could not be reached.</exception>
    /// <exception cref="TimeoutException">It had not ended in time.</exception>
    public async Task<BigQueryRows> QueryAsync(JsonObject configuration, BigQueryQueryOptions options, CancellationToken cancellationToken)
    {
        BigQueryJobReference job = api.NewJob(options.Location);
        BigQueryJobMessage started = await api.InsertJobAsync(job, configuration, cancellationToken).ConfigureAwait(false);
        job = Placed(job, started);
        BigQueryWatch watch = new(api, job, new BigQueryWait(options.WaitTimeout, options.CancelRemote), logger);
        BigQueryPage first = BigQueryFailure.Of(job, started) is { } failure
            ? throw failure
            : await watch.WaitForRowsAsync(options.PageSize, cancellationToken).ConfigureAwait(false);
        return new BigQueryRows(watch, job, first, options.PageSize);
    }

    /// <summary>Has the service say what a query would read.</summary>
    /// <exception cref="GcpException">The query is wrong, or the service could not be reached.</exception>
    public async Task<BigQueryDryRun> DryRunAsync(JsonObject configuration, string? location, CancellationToken cancellationToken)
    {
        configuration["dryRun"] = true;
        configuration["query"]!["useQueryCache"] = false;
        BigQueryJobMessage message = await api.DryRunAsync(location, configuration, cancellationToken).ConfigureAwait(false);
        long? bytes = message.Statistics?.TotalBytesProcessed ?? message.Statistics?.Query?.TotalBytesProcessed;
        return new BigQueryDryRun(
            bytes ?? throw BigQueryErrors.New("Could not estimate the query: the answer does not say what it would read.", "noEstimate"),
            message.Statistics?.Query?.Schema is { ValueKind: JsonValueKind.Object } schema ? BigQuerySchemaJson.Read(schema) : []);
    }

    /// <summary>Starts a job that gives no rows, and waits for it.</summary>
    /// <exception cref="GcpException">The job failed, or the service could not be reached.</exception>
    /// <exception cref="TimeoutException">It had not ended in time.</exception>
    public async Task<BigQueryJob> RunAsync(
        BigQueryJobReference job,
        Func<CancellationToken, Task<BigQueryJobMessage>> start,
        BigQueryWait wait,
        CancellationToken cancellationToken)
    {
        BigQueryJobMessage message = await start(cancellationToken).ConfigureAwait(false);
        job = Placed(job, message);
        if (!message.IsDone)
        {
            message = await new BigQueryWatch(api, job, wait, logger).WaitForEndAsync(cancellationToken).ConfigureAwait(false);
        }

        return BigQueryFailure.Of(job, message) is { } failure ? throw failure : BigQueryJob.Of(job, message);
    }

    private static BigQueryJobReference Placed(BigQueryJobReference job, BigQueryJobMessage message) =>
        job with { Location = message.JobReference?.Location ?? job.Location };
}

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
        BigQueryWatch watch = new(api, api.NewJob(options.Location), new BigQueryWait(options.WaitTimeout, options.CancelRemote), logger);
        BigQueryPage first = await watch.RunAsync(
            async token =>
            {
                BigQueryJobMessage started = await api.InsertJobAsync(watch.Job, configuration, token).ConfigureAwait(false);
                watch.Place(started);
                return BigQueryFailure.Of(watch.Job, started) is { } failure
                    ? throw failure
                    : await watch.WaitForRowsAsync(options.PageSize, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return new BigQueryRows(watch, first, options.PageSize);
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
    public Task<BigQueryJob> RunAsync(JsonObject configuration, string? location, BigQueryWait wait, CancellationToken cancellationToken)
    {
        BigQueryWatch watch = new(api, api.NewJob(location), wait, logger);
        return watch.RunAsync(
            async token => await EndAsync(watch, await api.InsertJobAsync(watch.Job, configuration, token).ConfigureAwait(false), token).ConfigureAwait(false),
            cancellationToken);
    }

    /// <summary>Waits for a job that gives no rows, and that something else has started.</summary>
    /// <exception cref="GcpException">The job failed, or the service could not be reached.</exception>
    /// <exception cref="TimeoutException">It had not ended in time.</exception>
    public Task<BigQueryJob> WaitAsync(BigQueryJobReference job, BigQueryJobMessage started, BigQueryWait wait, CancellationToken cancellationToken)
    {
        BigQueryWatch watch = new(api, job, wait, logger);
        return watch.RunAsync(token => EndAsync(watch, started, token), cancellationToken);
    }

    private static async Task<BigQueryJob> EndAsync(BigQueryWatch watch, BigQueryJobMessage started, CancellationToken cancellationToken)
    {
        watch.Place(started);
        BigQueryJobMessage ended = started.IsDone ? started : await watch.WaitForEndAsync(cancellationToken).ConfigureAwait(false);
        return BigQueryFailure.Of(watch.Job, ended) is { } failure ? throw failure : BigQueryJob.Of(watch.Job, ended);
    }
}

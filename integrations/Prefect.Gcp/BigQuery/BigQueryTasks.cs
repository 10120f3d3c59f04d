using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Gcp;

/// <summary>Work in BigQuery: as methods, and as tasks to be run, submitted or mapped.</summary>
[SyncTwins]
public static partial class BigQueryTasks
{
    private const string UsualLocation = "US";

    /// <summary>Runs a query.</summary>
    /// <param name="query">The query, in GoogleSQL.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="queryParams">Its parameters, which are <c>@name</c> there.</param>
    /// <param name="dryRunMaxBytes">Bytes that it may read, at least 0: that is found out before, and costs nothing. Default: no limit.</param>
    /// <param name="dataset">Data set of a table that the rows go to as well. Default: no table.</param>
    /// <param name="table">That table.</param>
    /// <param name="jobConfig">How it is run, in which project, and where: in <c>US</c> unless it says so.</param>
    /// <param name="result">The form that the rows are given in. Default: a list.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The query is empty, only one of data set and table is given, a parameter is of no usable type, or the credentials cannot be used.</exception>
    /// <exception cref="BigQueryCostException">The query would read more than <paramref name="dryRunMaxBytes"/>. It was not run.</exception>
    /// <exception cref="GcpException">The query failed, or the service could not be reached.</exception>
    /// <exception cref="OverflowException">A table is asked for, and a number of <c>NUMERIC</c> has more digits than a <see cref="decimal"/>.</exception>
    /// <exception cref="TimeoutException">The query had not ended within <see cref="BigQueryQueryOptions.WaitTimeout"/>.</exception>
    [FlowTask]
    public static async Task<BigQueryQueryResult> QueryAsync(
        string query,
        GcpCredentials gcpCredentials,
        IReadOnlyList<BigQueryParameter>? queryParams = null,
        long? dryRunMaxBytes = null,
        string? dataset = null,
        string? table = null,
        BigQueryQueryOptions? jobConfig = null,
        BigQueryResultOptions? result = null,
        CancellationToken cancellationToken = default)
    {
        BigQueryStatement statement = BigQueryStatement.OfTyped(query, queryParams);
        BigQueryOptionChecks.NotNegative(dryRunMaxBytes);
        if (string.IsNullOrEmpty(dataset) != string.IsNullOrEmpty(table))
        {
            throw new ArgumentException("Give the data set and the table that the rows go to, or neither.", nameof(table));
        }

        BigQueryQueryOptions options = (jobConfig ?? BigQueryQueryOptions.Default) with { Location = jobConfig?.Location ?? UsualLocation };
        options = string.IsNullOrEmpty(dataset) ? options : options with { DestinationTable = $"{dataset}.{table}" };
        BigQueryJobs jobs = await OpenAsync(gcpCredentials, options.Project, cancellationToken).ConfigureAwait(false);
        if (dryRunMaxBytes is { } limit)
        {
            await CheckCostAsync(jobs, statement, options, limit, cancellationToken).ConfigureAwait(false);
        }

        BigQueryRows rows = await jobs
            .QueryAsync(BigQueryConfigurations.Query(statement, options, jobs.Api.Project), options, cancellationToken).ConfigureAwait(false);
        return await GiveAsync(rows, result ?? BigQueryResultOptions.Default, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a table, and its data set if there is none. A table that is there is left as it is.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="table">The table.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="schema">The columns. Needed unless the data are kept elsewhere.</param>
    /// <param name="clusteringFields">Columns that it is sorted by, one to four. Default: none.</param>
    /// <param name="timePartitioning">How it is divided by time. Default: it is not.</param>
    /// <param name="location">Where a data set that is made is kept.</param>
    /// <param name="externalConfig">Where data are that are kept elsewhere.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The table's name.</returns>
    /// <exception cref="ArgumentException">A name is empty, neither columns nor data elsewhere are given, or the credentials cannot be used.</exception>
    /// <exception cref="GcpException">The table may not be made, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<string> CreateTableAsync(
        string dataset,
        string table,
        GcpCredentials gcpCredentials,
        IReadOnlyList<BigQueryField>? schema = null,
        IReadOnlyList<string>? clusteringFields = null,
        BigQueryTimePartitioning? timePartitioning = null,
        string location = UsualLocation,
        BigQueryExternalConfiguration? externalConfig = null,
        CancellationToken cancellationToken = default)
    {
        CheckNames(dataset, table);
        if (schema is null or { Count: 0 } && externalConfig is null)
        {
            throw new ArgumentException("Give the columns of the table, or say where its data are kept.", nameof(schema));
        }

        BigQueryJobs jobs = await OpenAsync(gcpCredentials, null, cancellationToken).ConfigureAwait(false);
        JsonObject document = new JsonObject { ["tableReference"] = BigQueryNames.Table(jobs.Api.Project, dataset, table) }
            .Put("schema", schema is { Count: > 0 } ? BigQuerySchemaJson.Write(schema) : null)
            .Put("clustering", BigQueryConfigurations.Clustering(clusteringFields))
            .Put("timePartitioning", BigQueryConfigurations.Partitioning(timePartitioning))
            .Put("externalDataConfiguration", externalConfig is null ? null : BigQueryConfigurations.External(externalConfig));
        BigQueryTables tables = new(jobs.Api);
        await tables.EnsureDatasetAsync(dataset, Text(location), cancellationToken).ConfigureAwait(false);
        await tables.EnsureTableAsync(dataset, table, document, cancellationToken).ConfigureAwait(false);
        return table;
    }

    /// <summary>Inserts rows into a table, at once to be seen by queries.</summary>
    /// <remarks>Many rows are sent in several requests; each of these is inserted as a whole or not at all.</remarks>
    /// <param name="dataset">The data set.</param>
    /// <param name="table">The table.</param>
    /// <param name="records">The rows: values by the names of their columns.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="project">The project. Default: that of the credentials.</param>
    /// <param name="cancellationToken">Ends the operation; what was inserted by then stays.</param>
    /// <returns>What the service has to say of rows: nothing, since an error is an exception.</returns>
    /// <exception cref="ArgumentException">A name is empty, a record holds a value of a type that BigQuery has not, or the credentials cannot be used.</exception>
    /// <exception cref="BigQueryInsertException">The service refuses some of the rows.</exception>
    /// <exception cref="GcpException">The table is not there or may not be written, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<IReadOnlyList<BigQueryRowError>> InsertStreamAsync(
        string dataset,
        string table,
        IReadOnlyList<IReadOnlyDictionary<string, object?>> records,
        GcpCredentials gcpCredentials,
        string? project = null,
        CancellationToken cancellationToken = default)
    {
        CheckNames(dataset, table);
        ArgumentNullException.ThrowIfNull(records);
        BigQueryJobs jobs = await OpenAsync(gcpCredentials, project, cancellationToken).ConfigureAwait(false);
        await new BigQueryInserter(new BigQueryTables(jobs.Api), dataset, table).InsertAsync(records, cancellationToken).ConfigureAwait(false);
        return [];
    }

    private static async Task<BigQueryQueryResult> GiveAsync(BigQueryRows rows, BigQueryResultOptions form, CancellationToken cancellationToken)
    {
        BigQueryQueryResult result = new()
        {
            JobId = rows.JobId,
            Fields = rows.Fields,
            TotalBytesProcessed = rows.TotalBytesProcessed,
            AffectedRows = rows.AffectedRows,
        };
        return form switch
        {
            { ToDataframe: true } => result with { Table = await BigQueryDataTables.ReadAsync(rows, cancellationToken).ConfigureAwait(false) },
            { ResultTransformer: { } transform } => result with { Transformed = await transform(rows, cancellationToken).ConfigureAwait(false) },
            _ => result with { Rows = await rows.ToListAsync(cancellationToken).ConfigureAwait(false) },
        };
    }

    private static async Task CheckCostAsync(
        BigQueryJobs jobs, BigQueryStatement statement, BigQueryQueryOptions options, long limit, CancellationToken cancellationToken)
    {
        BigQueryDryRun estimate = await jobs.DryRunAsync(
            BigQueryConfigurations.Query(statement, options, jobs.Api.Project), options.Location, cancellationToken).ConfigureAwait(false);
        if (estimate.TotalBytesProcessed > limit)
        {
            throw new BigQueryCostException(estimate.TotalBytesProcessed, limit);
        }
    }

    private static Task<BigQueryJobs> OpenAsync(GcpCredentials gcpCredentials, string? project, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gcpCredentials);
        return new BigQueryClient(gcpCredentials, project).OpenAsync(null, cancellationToken);
    }

    private static void CheckNames(string dataset, string table)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataset);
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

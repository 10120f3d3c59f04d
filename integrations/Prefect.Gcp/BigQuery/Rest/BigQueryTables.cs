using System.Net;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>The requests for data sets and tables.</summary>
internal sealed class BigQueryTables(BigQueryApi api)
{
    /// <summary>Makes a data set unless there is one.</summary>
    public async Task EnsureDatasetAsync(string dataset, string? location, CancellationToken cancellationToken)
    {
        string path = GooglePath.Of($"bigquery/v2/projects/{api.Project}/datasets/{dataset}");
        if (await ExistsAsync(BigQueryApi.Operation("GetDataset", "read the data set", dataset), path, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        JsonObject document = new JsonObject { ["datasetReference"] = BigQueryNames.Dataset(api.Project, dataset) }.Put("location", location);
        await CreateAsync(
            BigQueryApi.Operation("InsertDataset", "create the data set", dataset),
            GooglePath.Of($"bigquery/v2/projects/{api.Project}/datasets"),
            document,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a table unless there is one.</summary>
    public async Task EnsureTableAsync(string dataset, string table, JsonObject document, CancellationToken cancellationToken)
    {
        string path = GooglePath.Of($"bigquery/v2/projects/{api.Project}/datasets/{dataset}/tables/{table}");
        if (await ExistsAsync(BigQueryApi.Operation("GetTable", "read the table", $"{dataset}.{table}"), path, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await CreateAsync(
            BigQueryApi.Operation("InsertTable", "create the table", $"{dataset}.{table}"),
            GooglePath.Of($"bigquery/v2/projects/{api.Project}/datasets/{dataset}/tables"),
            document,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends rows to a table. They have ids, by which the service knows those that come again.</summary>
    public async Task<IReadOnlyList<BigQueryInsertErrorMessage>> InsertAsync(string dataset, string table, ReadOnlyMemory<byte> rows, CancellationToken cancellationToken)
    {
        GoogleRequest request = GoogleRequest.Post(GooglePath.Of($"bigquery/v2/projects/{api.Project}/datasets/{dataset}/tables/{table}/insertAll")) with
        {
            Body = GoogleBody.OfJson(rows),
            MayRepeat = true,
        };
        BigQueryInsertAnswer answer = await api.Service.SendAsync(
            BigQueryApi.Operation("InsertAll", "insert rows into the table", $"{dataset}.{table}"), request, BigQueryJson.Default.BigQueryInsertAnswer, cancellationToken)
            .ConfigureAwait(false);
        return answer.InsertErrors ?? [];
    }

    private async Task<bool> ExistsAsync(GcpOperation operation, string path, CancellationToken cancellationToken)
    {
        try
        {
            await api.Service.SendAsync(operation, GoogleRequest.Get(path), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (GcpException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    // Somebody else, or an attempt before, may have been faster.
    private async Task CreateAsync(GcpOperation operation, string path, JsonObject document, CancellationToken cancellationToken)
    {
        try
        {
            await api.Service.SendAsync(operation, BigQueryApi.Post(path, document) with { MayRepeat = true }, cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            return;
        }
    }
}

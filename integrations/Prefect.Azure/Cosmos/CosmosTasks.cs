using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Azure;

/// <summary>Work on items of Cosmos DB: as methods, and as tasks to be run, submitted or mapped.</summary>
[SyncTwins]
public static partial class CosmosTasks
{
    /// <summary>Finds items by a query; all pages are fetched.</summary>
    /// <param name="query">The query, in the SQL of Cosmos DB. Values belong into <paramref name="parameters"/>.</param>
    /// <param name="container">Id of the container.</param>
    /// <param name="database">Id of its database.</param>
    /// <param name="cosmosDbCredentials">How to sign in.</param>
    /// <param name="parameters">Values of the query's parameters by their names, such as <c>@state</c>.</param>
    /// <param name="partitionKey">The partition to search: a text, number or truth value, or an array where keys have levels. Default: all of them.</param>
    /// <param name="maxItemCount">How many items are fetched at a time, at least 1. Default: the service's choice.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The items, or whatever else the query selects.</returns>
    /// <exception cref="ArgumentException">An argument is null, empty or none of its kind.</exception>
    /// <exception cref="AzureException">The query is wrong, the container is not there or may not be read, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<IReadOnlyList<JsonNode?>> QueryItemsAsync(
        string query,
        string container,
        string database,
        AzureCosmosDbCredentials cosmosDbCredentials,
        JsonObject? parameters = null,
        JsonNode? partitionKey = null,
        int? maxItemCount = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        if (maxItemCount is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(maxItemCount), maxItemCount, "At least 1 item must be fetched at a time.");
        }

        QueryDefinition definition = Define(query, parameters);
        PartitionKey? partition = partitionKey is null ? null : CosmosPartitionKey.Of(partitionKey, nameof(partitionKey));
        List<JsonNode?> items = [];
        await foreach (JsonNode? item in Open(container, database, cosmosDbCredentials)
            .QueryAsync(definition, partition, maxItemCount, cancellationToken).ConfigureAwait(false))
        {
            items.Add(item);
        }

        return items;
    }

    /// <summary>Reads an item.</summary>
    /// <param name="item">Id of the item.</param>
    /// <param name="partitionKey">Value of its partition key: a text, number or truth value, or an array where keys have levels; null for an item that has none.</param>
    /// <param name="container">Id of the container.</param>
    /// <param name="database">Id of its database.</param>
    /// <param name="cosmosDbCredentials">How to sign in.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The item, the service's own members (<c>_etag</c> and others) included.</returns>
    /// <exception cref="ArgumentException">An argument is null, empty or none of its kind.</exception>
    /// <exception cref="AzureException">There is no such item, it may not be read, or the service could not be reached.</exception>
    [FlowTask]
    public static Task<JsonObject> ReadItemAsync(
        string item,
        JsonNode? partitionKey,
        string container,
        string database,
        AzureCosmosDbCredentials cosmosDbCredentials,
        CancellationToken cancellationToken = default)
    {
        CosmosIds.Check(item);
        PartitionKey key = CosmosPartitionKey.Of(partitionKey, nameof(partitionKey));
        return Open(container, database, cosmosDbCredentials).ReadAsync(item, key, cancellationToken);
    }

    /// <summary>Creates an item; one of the same id in the same partition is left as it is.</summary>
    /// <param name="body">The item. Without an <c>id</c> it is given a new UUID; the argument itself is not changed.</param>
    /// <param name="container">Id of the container.</param>
    /// <param name="database">Id of its database.</param>
    /// <param name="cosmosDbCredentials">How to sign in.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The item as it is kept, the service's own members (<c>_etag</c> and others) included.</returns>
    /// <exception cref="ArgumentException">An argument is null, empty or none of its kind.</exception>
    /// <exception cref="AzureException">There is such an item already, it may not be created, or the service could not be reached.</exception>
    [FlowTask]
    public static Task<JsonObject> CreateItemAsync(
        JsonObject body,
        string container,
        string database,
        AzureCosmosDbCredentials cosmosDbCredentials,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);

        // As it will be written: there a Guid, for one, is a text.
        JsonObject item = JsonNode.Parse(body.ToJsonString())!.AsObject();
        item["id"] ??= Guid.NewGuid().ToString();
        if (item["id"] is not JsonValue value || !value.TryGetValue(out string? id))
        {
            throw new ArgumentException("The id of an item is a text.", nameof(body));
        }

        CosmosIds.Check(id, nameof(body));
        return Open(container, database, cosmosDbCredentials).CreateAsync(item, id, cancellationToken);
    }

    private static CosmosItems Open(string container, string database, AzureCosmosDbCredentials cosmosDbCredentials)
    {
        ArgumentNullException.ThrowIfNull(cosmosDbCredentials);
        return new CosmosItems(cosmosDbCredentials.GetContainerClient(container, database));
    }

    private static QueryDefinition Define(string query, JsonObject? parameters)
    {
        QueryDefinition definition = new(query);
        foreach ((string name, JsonNode? value) in parameters ?? [])
        {
            if (name.Length < 2 || name[0] != '@')
            {
                throw new ArgumentException($"The names of parameters begin with '@'; '{name}' does not.", nameof(parameters));
            }

            definition = definition.WithParameterStream(name, new MemoryStream(Encoding.UTF8.GetBytes(value?.ToJsonString() ?? "null")));
        }

        return definition;
    }
}

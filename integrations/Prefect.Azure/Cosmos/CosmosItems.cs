using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;

namespace Prefect.Azure;

/// <summary>Moves items as the JSON that they are, past the serializers of the vendor's package.</summary>
internal sealed class CosmosItems(Container container)
{
    // Reading what a container is counts against a small allowance of the whole account.
    private static readonly ConditionalWeakTable<CosmosClient, ConcurrentDictionary<string, IReadOnlyList<string>>> s_paths = [];

    private string Address => $"{container.Database.Id}/{container.Id}";

    public async Task<JsonObject> ReadAsync(string id, PartitionKey partitionKey, CancellationToken cancellationToken) =>
        await SendAsync(
            Operation("ReadItem", "read the item", id),
            token => container.ReadItemStreamAsync(id, partitionKey, cancellationToken: token),
            cancellationToken).ConfigureAwait(false);

    public async Task<JsonObject> CreateAsync(JsonObject body, string id, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<string, IReadOnlyList<string>> known = s_paths.GetOrCreateValue(container.Database.Client);
        if (!known.TryGetValue(Address, out IReadOnlyList<string>? paths))
        {
            paths = known[Address] = await PathsAsync(cancellationToken).ConfigureAwait(false);
            return await CreateAsync(body, id, paths, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await CreateAsync(body, id, paths, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ArgumentException or AzureException { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.NotFound })
        {
            // Somebody may have made the container anew, with another key.
            known.TryRemove(Address, out _);
            IReadOnlyList<string> now = await PathsAsync(cancellationToken).ConfigureAwait(false);
            known[Address] = now;
            if (now.SequenceEqual(paths, StringComparer.Ordinal))
            {
                throw;
            }

            paths = now;
        }

        return await CreateAsync(body, id, paths, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JsonObject> CreateAsync(JsonObject body, string id, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        PartitionKey partitionKey = CosmosPartitionKey.OfItem(body, paths);
        return await SendAsync(
            Operation("CreateItem", "create the item", id),
            token => container.CreateItemStreamAsync(Content(body), partitionKey, cancellationToken: token),
            cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<JsonNode?> QueryAsync(
        QueryDefinition query, PartitionKey? partitionKey, int? pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        QueryRequestOptions options = new() { PartitionKey = partitionKey, MaxItemCount = pageSize };
        using FeedIterator pages = container.GetItemQueryStreamIterator(query, requestOptions: options);
        AzureOperation operation = new(AzureService.Cosmos, "QueryItems", "query the container", container.Id);
        while (pages.HasMoreResults)
        {
            JsonNode? page = await AzureCall.RunAsync(
                operation, token => AnswerAsync(pages.ReadNextAsync(token), token), cancellationToken).ConfigureAwait(false);
            foreach (JsonNode? item in page?["Documents"] as JsonArray ?? [])
            {
                yield return item?.DeepClone();
            }
        }
    }

    private static async Task<JsonObject> SendAsync(
        AzureOperation operation, Func<CancellationToken, Task<ResponseMessage>> send, CancellationToken cancellationToken) =>
        await AzureCall.RunAsync(
            operation,
            async token => await AnswerAsync(send(token), token).ConfigureAwait(false) as JsonObject
                ?? throw new HttpRequestException("The answer holds no item."),
            cancellationToken).ConfigureAwait(false);

    private static async Task<JsonNode?> AnswerAsync(Task<ResponseMessage> sent, CancellationToken cancellationToken)
    {
        using ResponseMessage answer = await sent.ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
        try
        {
            return await JsonNode.ParseAsync(answer.Content, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException exception)
        {
            throw new HttpRequestException("The answer is none that this service gives.", exception);
        }
    }

    private static MemoryStream Content(JsonObject body)
    {
        MemoryStream content = new();
        using (Utf8JsonWriter writer = new(content))
        {
            body.WriteTo(writer);
        }

        content.Position = 0;
        return content;
    }

    private async Task<IReadOnlyList<string>> PathsAsync(CancellationToken cancellationToken)
    {
        AzureOperation operation = new(AzureService.Cosmos, "ReadContainer", "read the container", container.Id);
        ContainerProperties properties = await AzureCall.RunAsync(
            operation, async token => (await container.ReadContainerAsync(cancellationToken: token).ConfigureAwait(false)).Resource, cancellationToken)
            .ConfigureAwait(false);
        return properties.PartitionKeyPaths;
    }

    private AzureOperation Operation(string method, string attempt, string id) =>
        new(AzureService.Cosmos, method, attempt, $"{container.Database.Id}/{container.Id}/{id}");
}

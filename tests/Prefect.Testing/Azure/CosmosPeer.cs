using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>
/// Stands in for an account of Cosmos DB: verifies the signature of each request, plays what the vendor's package asks for by itself (the
/// account, the container, its two partitions, query plans), and answers about items what a test scripted.
/// </summary>
public sealed class CosmosPeer : IAsyncDisposable
{
    private const string DatabaseId = "XP0mAA==";
    private const string ContainerId = "XP0mAJ3H-AA=";
    private const string Middle = "1FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF";

    private readonly WebApplication _server;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<ArmRequest> _requests = new();
    private readonly ConcurrentStack<(ArmRoute Route, Func<ArmRequest, ArmReply> Answer)> _script = new();

    private CosmosPeer()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(HandleAsync);
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The account's key, made for this peer.</summary>
    public string Key { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    /// <summary>What a client signs in with.</summary>
    public string ConnectionString => $"AccountEndpoint={Address};AccountKey={Key};";

    /// <summary>Paths of the container's partition key.</summary>
    public IReadOnlyList<string> PartitionKeyPaths { get; set; } = ["/state"];

    /// <summary>The requests about items, query plans not counted, in the order of arrival.</summary>
    public IReadOnlyList<ArmRequest> Requests => [.. _requests];

    /// <summary>Starts a peer on a port of its own.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<CosmosPeer> StartAsync(CancellationToken cancellationToken = default)
    {
        CosmosPeer peer = new();
        await peer._server.StartAsync(cancellationToken);
        peer.Address = new Uri(peer._server.Urls.Single());
        return peer;
    }

    /// <summary>Scripts an operation. What was scripted last has precedence.</summary>
    /// <param name="operation">Method and path; a segment may be <c>*</c>, which stands for any.</param>
    /// <param name="answer">Gives the answer to a request.</param>
    public void On(string operation, Func<ArmRequest, ArmReply> answer) => _script.Push((new ArmRoute(operation), answer));

    /// <summary>Refuses in the service's form.</summary>
    /// <param name="status">Status of the answer.</param>
    /// <param name="code">The service's code.</param>
    /// <param name="message">Text for people.</param>
    /// <param name="headers">Further headers.</param>
    public static ArmReply Error(int status, string code, string message, params IReadOnlyList<(string Name, string Value)> headers) =>
        ArmReply.Json(new JsonObject { ["code"] = code, ["message"] = message }, status) with
        {
            Headers = headers.Append(("x-ms-activity-id", Guid.NewGuid().ToString())).ToDictionary(header => header.Item1, header => header.Item2),
        };

    /// <summary>Gives a page of what a query found.</summary>
    /// <param name="items">The items, as a JSON array.</param>
    /// <param name="continuation">What the next page is asked for with; null when there is none.</param>
    public static ArmReply Page(string items, string? continuation = null)
    {
        JsonArray documents = JsonNode.Parse(items)!.AsArray();
        Dictionary<string, string> headers = new() { ["x-ms-request-charge"] = "2.5", ["x-ms-item-count"] = $"{documents.Count}" };
        if (continuation is not null)
        {
            headers["x-ms-continuation"] = continuation;
        }

        return ArmReply.Json(new JsonObject { ["_rid"] = ContainerId, ["Documents"] = documents, ["_count"] = documents.Count }) with { Headers = headers };
    }

    /// <summary>Breaks off what is under way and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails while it answers, the client sees a broken connection.")]
    private async Task HandleAsync(HttpContext context)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            ArmRequest request = await ArmRequest.ReadAsync(context, ended.Token);
            await AnswerTo(request).WriteAsync(context, ended.Token);
        }
        catch (Exception)
        {
            context.Abort();
        }
    }

    private ArmReply AnswerTo(ArmRequest request)
    {
        string[] path = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!IsSigned(request, path))
        {
            return Error(401, "Unauthorized", "The input authorization token can't serve the request. The wrong key is being used or the expected payload is not built as per the protocol.");
        }

        if (request.Headers.ContainsKey("x-ms-cosmos-is-query-plan-request"))
        {
            return ArmReply.Json(Plan);
        }

        if (path.Length > 4 && path[4] == "docs")
        {
            _requests.Enqueue(request);
        }

        return _script.FirstOrDefault(line => line.Route.Matches(request)).Answer?.Invoke(request) ?? path switch
        {
            [] => ArmReply.Json(Account),
            ["dbs", _, "colls", _] => ArmReply.Json(Container),
            ["dbs", _, "colls", _, "pkranges"] => Partitions(request),
            _ => Error(404, "NotFound", "Entity with the specified id does not exist in the system."),
        };
    }

    // Made anew from the vendor's documentation of the master key: method, type and address of the resource, and date.
    private bool IsSigned(ArmRequest request, string[] path)
    {
        string type = path.Length == 0 ? "" : path[path.Length % 2 == 0 ? ^2 : ^1];
        string link = string.Join('/', path.Length % 2 == 0 ? path : path[..^1]);
        string date = request.Headers.GetValueOrDefault("x-ms-date", "").ToLowerInvariant();
        string sent = WebUtility.UrlDecode(request.Headers.GetValueOrDefault("Authorization", ""));

        // A resource that is addressed by the id that the service gave it is signed by that id alone, in lower case.
        string[] links = [link, path.Length >= 4 && path[3] == ContainerId ? ContainerId.ToLowerInvariant() : link];
        return links.Any(signed =>
        {
            string text = $"{request.Method.ToLowerInvariant()}\n{type}\n{signed}\n{date}\n\n";
            string signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(text)));
            return sent == $"type=master&ver=1.0&sig={signature}";
        });
    }

    private string Account => $$"""
        {"id":"contoso","_rid":"contoso.documents.azure.com","media":"//media/","addresses":"//addresses/","_dbs":"//dbs/",
        "writableLocations":[{"name":"West Europe","databaseAccountEndpoint":"{{Address}}"}],
        "readableLocations":[{"name":"West Europe","databaseAccountEndpoint":"{{Address}}"}],
        "enableMultipleWriteLocations":false,"userReplicationPolicy":{"asyncReplication":false,"minReplicaSetSize":3,"maxReplicasetSize":4},
        "userConsistencyPolicy":{"defaultConsistencyLevel":"Session"},
        "systemReplicationPolicy":{"minReplicaSetSize":3,"maxReplicasetSize":4},"readPolicy":{"primaryReadCoefficient":1,"secondaryReadCoefficient":1},
        "queryEngineConfiguration":"{\"maxSqlQueryInputLength\":262144,\"maxJoinsPerSqlQuery\":10}"}
        """;

    private JsonObject Container => new()
    {
        ["id"] = "people",
        ["_rid"] = ContainerId,
        ["_self"] = $"dbs/{DatabaseId}/colls/{ContainerId}/",
        ["_etag"] = "\"0\"",
        ["_ts"] = 1760000000,
        ["partitionKey"] = new JsonObject
        {
            ["paths"] = new JsonArray([.. PartitionKeyPaths.Select(path => (JsonNode?)path)]),
            ["kind"] = PartitionKeyPaths.Count == 1 ? "Hash" : "MultiHash",
            ["version"] = 2,
        },
    };

    private static string Plan => """
        {"partitionedQueryExecutionInfoVersion":2,"queryInfo":{"distinctType":"None","top":null,"offset":null,"limit":null,"orderBy":[],
        "orderByExpressions":[],"groupByExpressions":[],"groupByAliases":[],"aggregates":[],"groupByAliasToAggregateType":{},"rewrittenQuery":"",
        "hasSelectValue":false,"dCountInfo":null,"hasNonStreamingOrderBy":false},
        "queryRanges":[{"min":"","max":"FF","isMinInclusive":true,"isMaxInclusive":false}]}
        """;

    private static ArmReply Partitions(ArmRequest request)
    {
        Dictionary<string, string> headers = new() { ["ETag"] = "\"partitions\"" };
        if (request.Headers.ContainsKey("If-None-Match"))
        {
            return ArmReply.Status(304) with { Headers = headers };
        }

        JsonArray ranges =
        [
            new JsonObject { ["id"] = "0", ["_rid"] = "XP0mAJ3H-AACAAAAAAAAUA==", ["minInclusive"] = "", ["maxExclusive"] = Middle, ["status"] = "online" },
            new JsonObject { ["id"] = "1", ["_rid"] = "XP0mAJ3H-AADAAAAAAAAUA==", ["minInclusive"] = Middle, ["maxExclusive"] = "FF", ["status"] = "online" },
        ];
        return ArmReply.Json(new JsonObject { ["_rid"] = ContainerId, ["PartitionKeyRanges"] = ranges, ["_count"] = 2 }) with { Headers = headers };
    }
}

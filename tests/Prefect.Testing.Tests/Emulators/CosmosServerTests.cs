using System.Net;
using System.Text.Json.Nodes;

namespace Prefect.Testing.Tests;

public sealed class CosmosServerTests(CosmosServer shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_as_an_account()
    {
        await shared.StartAsync(Token);
        using HttpClient client = new();

        using HttpResponseMessage answer = await client.GetAsync(shared.Endpoint, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["writableLocations"].ShouldNotBeNull();
        shared.ConnectionString.ShouldStartWith($"AccountEndpoint={shared.Endpoint};AccountKey=");
    }

    [Fact]
    public async Task Leaves_no_process_behind()
    {
        await shared.StartAsync(Token);
        CosmosServer server = new();
        await server.StartAsync(Token);
        int[] processes = ProcessTree.Of(server.ProcessId.ShouldNotBeNull());

        await server.DisposeAsync();

        await ProcessTree.ShouldEndAsync(processes);
        server.ProcessId.ShouldBeNull();
    }
}

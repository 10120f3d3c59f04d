using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Prefect.Testing.Tests;

public sealed class MotoServerTests(MotoServer shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_what_it_is_given()
    {
        Uri endpoint = await shared.StartAsync(Token);
        using HttpClient client = new();
        Uri bucket = new(endpoint, "landing");
        using HttpResponseMessage created = await client.PutAsync(bucket, null, Token);
        created.StatusCode.ShouldBe(HttpStatusCode.OK);
        using HttpResponseMessage listed = await client.GetAsync(bucket, Token);
        listed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Runs_no_containers()
    {
        Uri endpoint = await shared.StartAsync(Token);
        using HttpClient client = new();

        JsonElement settings = await client.GetFromJsonAsync<JsonElement>(new Uri(endpoint, "moto-api/config"), Token);

        settings.GetProperty("lambda").GetProperty("use_docker").GetBoolean().ShouldBeFalse();
        settings.GetProperty("batch").GetProperty("use_docker").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Leaves_no_process_behind()
    {
        await shared.StartAsync(Token);
        MotoServer server = new();
        Uri endpoint = await server.StartAsync(Token);
        endpoint.ShouldNotBe(shared.Endpoint);
        int[] processes = ProcessTree.Of(server.ProcessId.ShouldNotBeNull());
        processes.Length.ShouldBeGreaterThan(1);

        await server.DisposeAsync();

        await ProcessTree.ShouldEndAsync(processes);
    }
}

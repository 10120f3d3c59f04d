using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

/// <summary>What the emulator gets right: creating and reading.</summary>
public sealed class CosmosTasksTests(CosmosServer server) : IAsyncLifetime
{
    private readonly string _database = "db-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AzureCosmosDbCredentials Credentials => new() { ConnectionString = server.ConnectionString };

    public async ValueTask InitializeAsync()
    {
        await server.StartAsync(Token);
        Database database = await Credentials.GetClient().CreateDatabaseAsync(_database, cancellationToken: Token);
        await database.CreateContainerAsync("people", "/state", cancellationToken: Token);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Created_item_is_read_by_its_partition_key()
    {
        JsonObject body = new() { ["id"] = "1", ["state"] = "CA", ["name"] = "Zoë", ["age"] = 41 };
        JsonObject created = await CosmosTasks.CreateItemAsync(body, "people", _database, Credentials, Token);
        created["_rid"].ShouldNotBeNull();
        body.ContainsKey("_rid").ShouldBeFalse();

        JsonObject read = await CosmosTasks.ReadItemAsync("1", "CA", "people", _database, Credentials, Token);
        ((string?)read["name"]).ShouldBe("Zoë");
        ((int)read["age"]!).ShouldBe(41);
    }

    [Fact]
    public async Task Item_without_an_id_is_given_one()
    {
        JsonObject created = await CosmosTasks.CreateItemAsync(new JsonObject { ["state"] = "CA" }, "people", _database, Credentials, Token);
        Guid.TryParse((string?)created["id"], out _).ShouldBeTrue();
    }

    [Fact]
    public void Blocking_twins_do_the_same()
    {
        CosmosTasks.CreateItem(new JsonObject { ["id"] = "2", ["state"] = "NV" }, "people", _database, Credentials, Token);
        ((string?)CosmosTasks.ReadItem("2", "NV", "people", _database, Credentials, Token)["state"]).ShouldBe("NV");
    }

    [Fact]
    public async Task Second_item_of_the_same_id_is_refused()
    {
        JsonObject body = new() { ["id"] = "3", ["state"] = "CA" };
        await CosmosTasks.CreateItemAsync(body, "people", _database, Credentials, Token);
        AzureException exception = await Should.ThrowAsync<AzureException>(() => CosmosTasks.CreateItemAsync(body, "people", _database, Credentials, Token));
        exception.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        exception.IsTransient.ShouldBeFalse();
        exception.Message.ShouldContain("people/3");
    }
}

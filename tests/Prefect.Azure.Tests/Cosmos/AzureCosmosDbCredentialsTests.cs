using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class AzureCosmosDbCredentialsTests : BlockConformance<AzureCosmosDbCredentials>
{
    private const string Secret = "AccountEndpoint=https://contoso.documents.azure.com:443/;AccountKey=" + CosmosServer.Key + ";";

    protected override AzureCosmosDbCredentials Valid => new() { ConnectionString = Secret };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("azure-cosmos-db-credentials");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Clients_are_those_of_the_account()
    {
        Valid.GetClient().Endpoint.ShouldBe(new Uri("https://contoso.documents.azure.com/"));
        Valid.GetDatabaseClient("sales").Id.ShouldBe("sales");
        Container container = Valid.GetContainerClient("invoices", "sales");
        container.Id.ShouldBe("invoices");
        container.Database.Id.ShouldBe("sales");
    }

    [Fact]
    public void Client_is_shared_by_equal_credentials() => Valid.GetClient().ShouldBeSameAs(Valid.GetClient());

    [Theory]
    [InlineData("")]
    [InlineData("canary-not-a-connection-string")]
    [InlineData("AccountKey=canary;")]
    [InlineData("AccountEndpoint=https://contoso.documents.azure.com/;")]
    [InlineData("AccountEndpoint=https://contoso.documents.azure.com/;AccountKey=canary!;")]
    [InlineData("AccountEndpoint=contoso.canary;AccountKey=" + CosmosServer.Key)]
    [InlineData("AccountEndpoint=ftp://canary/;AccountKey=" + CosmosServer.Key)]
    public void Connection_string_that_is_none_is_refused_and_not_shown(string text)
    {
        AzureConfigurationException exception = Should.Throw<AzureConfigurationException>(() => (Valid with { ConnectionString = text }).GetClient());
        exception.Field.ShouldBe("connection_string");
        exception.ToString().ShouldNotContain("canary");
        exception.ToString().ShouldNotContain(CosmosServer.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a/b")]
    [InlineData("..\\x")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    public void Text_that_is_no_id_is_refused(string id)
    {
        Should.Throw<ArgumentException>(() => Valid.GetDatabaseClient(id)).ParamName.ShouldBe("database");
        Should.Throw<ArgumentException>(() => Valid.GetContainerClient(id, "d")).ParamName.ShouldBe("container");
        Should.Throw<ArgumentException>(() => Valid.GetContainerClient("c", id)).ParamName.ShouldBe("database");
        Should.Throw<ArgumentException>(() => Valid.GetDatabaseClient(null!));
        Should.Throw<ArgumentException>(() => Valid.GetDatabaseClient(new string('x', 256)));
    }

    [Fact]
    public async Task Check_tells_how_far_it_came()
    {
        await using CosmosPeer peer = await CosmosPeer.StartAsync(Token);
        BlockCheckResult good = await new AzureCosmosDbCredentials { ConnectionString = peer.ConnectionString }.CheckAsync(Token);
        good.Succeeded.ShouldBeTrue(good.Message);
        good.Message.ShouldContain("contoso");
        await ChecksAsync(peer.ConnectionString.Replace(peer.Key, CosmosServer.Key, StringComparison.Ordinal), BlockCheckStage.SignIn);
        await ChecksAsync("nonsense", BlockCheckStage.Configuration);
        await ChecksAsync($"AccountEndpoint=https://no-such-host.invalid/;AccountKey={peer.Key};", BlockCheckStage.NameResolution);
        await ChecksAsync($"AccountEndpoint=https://127.0.0.1:1/;AccountKey={peer.Key};", BlockCheckStage.Connection);
        await ChecksAsync(peer.ConnectionString.Replace("http:", "https:", StringComparison.Ordinal), BlockCheckStage.Encryption);
    }

    private static async Task ChecksAsync(string connectionString, BlockCheckStage stage)
    {
        BlockCheckResult result = await new AzureCosmosDbCredentials { ConnectionString = connectionString }.CheckAsync(Token);
        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(stage, result.Message);
    }
}

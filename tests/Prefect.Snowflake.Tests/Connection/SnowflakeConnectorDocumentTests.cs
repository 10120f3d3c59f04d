using System.Text;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Connection;

public sealed class SnowflakeConnectorDocumentTests
{
    private static readonly SnowflakeConnector s_connector = new()
    {
        Credentials = new SnowflakeCredentials { Account = "harbour-cranes", User = "loader", Password = "either-name-2Gx" },
        Database = "SHOP",
        Warehouse = "SMALL",
        Schema = "PUBLIC",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_schema_is_written_by_the_name_that_Python_reads()
    {
        JsonObject document = Document();

        document["schema"]!.ToString().ShouldBe("PUBLIC");
        document.ContainsKey("schema_").ShouldBeFalse();
    }

    [Theory]
    [InlineData("schema")]
    [InlineData("schema_")]
    public async Task The_schema_is_read_by_either_name(string name)
    {
        JsonObject document = Document();
        document.Remove("schema");
        document[name] = "RAW";

        SnowflakeConnector loaded = await ReloadAsync(document);

        loaded.Schema.ShouldBe("RAW");
        loaded.Extra.ShouldBeEmpty();
    }

    [Fact]
    public async Task Okta_is_read_by_its_former_name_and_the_present_one_wins()
    {
        JsonObject document = Document();
        JsonObject credentials = document["credentials"]!.AsObject();
        credentials["authenticator"] = "okta_endpoint";
        credentials.Remove("endpoint");
        credentials["okta_endpoint"] = "https://old.okta.example";
        (await ReloadAsync(document)).Credentials.Endpoint.ShouldBe("https://old.okta.example");

        credentials["endpoint"] = "https://new.okta.example";
        (await ReloadAsync(document)).Credentials.Endpoint.ShouldBe("https://new.okta.example");
    }

    private static JsonObject Document()
    {
        JsonObject document = JsonNode.Parse(s_connector.ToJson(SecretHandling.Reveal))!.AsObject();
        document.Remove("block_type_slug");
        return document;
    }

    private static async Task<SnowflakeConnector> ReloadAsync(JsonObject document)
    {
        await using TemporaryStore store = new();
        await store.Store.RegisterAsync(SnowflakeCredentials.BlockType.Manifest, Token);
        RegisteredBlockType type = await store.Store.RegisterAsync(SnowflakeConnector.BlockType.Manifest, Token);
        BlockDocumentDraft draft = new() { Type = type, Name = "from-python", Data = Encoding.UTF8.GetBytes(document.ToJsonString()) };
        await store.Store.SaveAsync(draft, Token);
        return await SnowflakeConnector.LoadAsync("from-python", store: store.Store, cancellationToken: Token);
    }
}

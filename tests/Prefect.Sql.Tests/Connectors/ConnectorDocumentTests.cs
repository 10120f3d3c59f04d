using System.Text;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Sql.Tests.Connectors;

public sealed class ConnectorDocumentTests : SqlTest
{
    private const string Url = "postgresql+psycopg2://etl:canary-doc-5Y@db.invalid/sales";

    [Fact]
    public async Task URL_comes_back_and_is_masked_in_print()
    {
        await using TemporaryStore store = new();
        SqlAlchemyConnector saved = new() { ConnectionInfo = new SecretString(Url) };
        await saved.SaveAsync("sales", store: store.Store, cancellationToken: Token);

        SqlAlchemyConnector loaded = await SqlAlchemyConnector.LoadAsync("sales", store: store.Store, cancellationToken: Token);

        loaded.ShouldBe(saved);
        loaded.GetUrl().Password!.Value.Reveal().ShouldBe("canary-doc-5Y");
        loaded.ToString().ShouldNotContain("canary-doc-5Y");
        $"{loaded.GetUrl()}".ShouldBe("postgresql+psycopg2://etl:***@db.invalid/sales");
    }

    [Theory]
    [InlineData("""{"connection_info": {"driver": "postgresql+psycopg2", "database": "sales", "password": null}, "connect_args": null, "fetch_size": 1}""", "postgresql+psycopg2")]
    [InlineData("""{"connection_info": {"driver": "duckdb+native", "database": "x.db", "query": {"a": "b"}}}""", "duckdb+native")]
    [InlineData("""{"connection_info": "postgresql+psycopg2://db.invalid/sales", "fetch_size": 20}""", "postgresql+psycopg2")]
    public async Task Document_that_Python_saved_is_read_in_either_form(string data, string driver)
    {
        await using TemporaryStore store = new();
        RegisteredBlockType type = await SqlAlchemyConnector.RegisterTypeAsync(store.Store, Token);
        await store.Store.SaveAsync(new BlockDocumentDraft { Type = type, Name = "sales", Data = Encoding.UTF8.GetBytes(data) }, Token);

        (await SqlAlchemyConnector.LoadAsync("sales", store: store.Store, cancellationToken: Token)).GetUrl().Driver.ShouldBe(driver);
    }

    [Fact]
    public async Task Reference_to_a_URL_is_followed_when_it_is_used()
    {
        string path = $"{File}.url";
        await System.IO.File.WriteAllTextAsync(path, $"sqlite:///{File}", Token);
        await using SqlAlchemyConnector connector = new() { ConnectionInfo = new SecretString($"file:{path}") };

        (await connector.FetchOneAsync<long>("SELECT 1", cancellationToken: Token)).ShouldBe(1);
    }
}

using Prefect.Blocks;

namespace Prefect.Sql.Tests.Connectors;

public sealed class SqliteCheckTests : SqlTest
{
    [Fact]
    public async Task Check_makes_no_file()
    {
        BlockCheckResult result = await Sqlite().CheckAsync(Token);
        result.Succeeded.ShouldBeTrue();
        result.Message.ShouldContain("made when the block is first used");
        System.IO.File.Exists(File).ShouldBeFalse();
    }

    [Fact]
    public async Task Check_finds_what_is_no_database()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 5000), Token);
        BlockCheckResult result = await Sqlite().CheckAsync(Token);
        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.Resource);
        result.Message.ShouldContain("no database of SQLite");
    }

    [Fact]
    public async Task Check_finds_a_folder_that_is_missing()
    {
        SqlAlchemyConnector connector = new() { ConnectionInfo = new SecretString($"sqlite:///{File}/sub/x.db") };
        (await connector.CheckAsync(Token)).Message.ShouldContain("no folder for it");
    }

    [Fact]
    public async Task Check_of_a_database_that_is_there_or_in_memory_succeeds()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 1);
        (await connector.CheckAsync(Token)).Succeeded.ShouldBeTrue();
        (await new SqlAlchemyConnector { ConnectionInfo = new SecretString("sqlite://") }.CheckAsync(Token)).Succeeded.ShouldBeTrue();
    }
}

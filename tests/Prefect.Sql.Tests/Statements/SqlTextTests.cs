namespace Prefect.Sql.Tests.Statements;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("SELECT :a", "SELECT @p0", "a")]
    [InlineData("SELECT :a, :b, :a", "SELECT @p0, @p1, @p0", "a,b")]
    [InlineData("SELECT '12:30'::time", "SELECT '12:30'::time", "")]
    [InlineData("SELECT :a::int, x::text", "SELECT @p0::int, x::text", "a")]
    [InlineData(@"SELECT \:a, x\:\:int, :b", "SELECT :a, x::int, @p0", "b")]
    [InlineData("SELECT ':a', ':b''s :c', \":d\"", "SELECT ':a', ':b''s :c', \":d\"", "")]
    [InlineData("SELECT 1 -- :a\n, :b", "SELECT 1 -- :a\n, @p0", "b")]
    [InlineData("SELECT /* :a /* :b */ :c */ :d", "SELECT /* :a /* :b */ :c */ @p0", "d")]
    [InlineData("SELECT $$:a$$, $x$ :b $$ $x$, :c", "SELECT $$:a$$, $x$ :b $$ $x$, @p0", "c")]
    [InlineData(@"SELECT E'it\':a', :b", @"SELECT E'it\':a', @p0", "b")]
    [InlineData(@"SELECT 'C:\', :b", @"SELECT 'C:\', @p0", "b")]
    [InlineData("SELECT x[1:2], x[1:n], x[:n]", "SELECT x[1:2], x[1:n], x[@p0]", "n")]
    [InlineData("SELECT data ? 'k', data @> :j", "SELECT data ? 'k', data @> @p0", "j")]
    [InlineData("v := 1; SELECT :ünï_1", "v := 1; SELECT @p0", "ünï_1")]
    [InlineData("SELECT 'open :a", "SELECT 'open :a", "")]
    [InlineData("SELECT $tag$ open :a", "SELECT $tag$ open :a", "")]
    [InlineData(":", ":", "")]
    [InlineData(@"\", @"\", "")]
    public void Parameters_by_name_are_found_in_SQL_of_PostgreSQL(string text, string command, string names)
    {
        SqlText read = SqlText.Named(text, SqlDialect.PostgreSql);
        read.Command.ShouldBe(command);
        string.Join(',', read.Parameters).ShouldBe(names);
    }

    [Theory]
    [InlineData("SELECT ?, ?", "SELECT @p0, @p1", 2)]
    [InlineData("SELECT %s, '%s', %s", "SELECT @p0, '%s', @p1", 2)]
    [InlineData("SELECT $2, $1, $2", "SELECT @p0, @p1, @p0", 2)]
    [InlineData("SELECT data ?? 'k', ?", "SELECT data ? 'k', @p0", 1)]
    [InlineData("SELECT 7 %size, :a, $$?$$ -- ?", "SELECT 7 %size, :a, $$?$$ -- ?", 0)]
    public void Parameters_by_position_are_found(string text, string command, int count)
    {
        SqlText read = SqlText.Positional(text, SqlDialect.PostgreSql);
        read.Command.ShouldBe(command);
        read.Parameters.Length.ShouldBe(count);
    }

    [Fact]
    public void Numbers_name_the_place_in_the_list() =>
        SqlText.Positional("SELECT $2, $1", SqlDialect.PostgreSql).Parameters.ShouldBe(["1", "0"]);

    [Theory]
    [InlineData("SELECT [a:b], :c", "SELECT [a:b], @p0")]
    [InlineData("SELECT N'x:y', :c", "SELECT N'x:y', @p0")]
    [InlineData("SELECT [a]]:b], :c", "SELECT [a]]:b], @p0")]
    public void Names_in_brackets_are_left_alone_in_SQL_Server(string text, string command) =>
        SqlText.Named(text, SqlDialect.SqlServer).Command.ShouldBe(command);

    [Theory]
    [InlineData(@"SELECT 'it\':a', :b", @"SELECT 'it\':a', @p0")]
    [InlineData("SELECT `:a` # :b\n, :c", "SELECT `:a` # :b\n, @p0")]
    public void Backslashes_and_hashes_are_those_of_MySQL(string text, string command) =>
        SqlText.Named(text, SqlDialect.MySql).Command.ShouldBe(command);

    [Fact]
    public void Oracle_has_colons_of_its_own() => SqlText.Named("SELECT :a FROM DUAL", SqlDialect.Oracle).Command.ShouldBe("SELECT :p0 FROM DUAL");

    [Theory]
    [InlineData("  -- c\n (select 1)", "SELECT", false)]
    [InlineData("/* x */ insert into t values (';')", "INSERT", false)]
    [InlineData("BEGIN; SELECT 1", "BEGIN", true)]
    [InlineData("SELECT 1; -- that was it;\n ", "SELECT", false)]
    public void First_word_and_number_of_statements_are_told(string text, string verb, bool several)
    {
        SqlText read = SqlText.Named(text, SqlDialect.PostgreSql);
        read.Verb.ShouldBe(verb);
        read.HasSeveral.ShouldBe(several);
    }

    [Fact]
    public void What_is_sent_as_written_stays_as_written() =>
        SqlText.AsWritten(@"SELECT :a, \:b, ?", SqlDialect.PostgreSql).Command.ShouldBe(@"SELECT :a, \:b, ?");
}

using System.Text.Json.Nodes;

namespace Prefect.Snowflake.Tests.Connection;

public sealed class SnowflakeStatementTests
{
    [Theory]
    [InlineData("SELECT %(a)s, %(b)s, %(a)s", "SELECT ?, ?, ?", "1 2 1")]
    [InlineData("SELECT :a, :b", "SELECT ?, ?", "1 2")]
    [InlineData("SELECT :a::int, x::date, data:b.c, t.data:a[0]:b, \"q\":a FROM t WHERE :b=1", "SELECT ?::int, x::date, data:b.c, t.data:a[0]:b, \"q\":a FROM t WHERE ?=1", "1 2")]
    [InlineData("SELECT '%(a)s :a ?', \"%(a)s\", $$ :a %(a)s $$ -- :a %(b)s\n, :a // :b\n /* :b */", "SELECT '%(a)s :a ?', \"%(a)s\", $$ :a %(a)s $$ -- :a %(b)s\n, ? // :b\n /* :b */", "1")]
    [InlineData("SELECT 'it''s :a' || 'a\\' :a', :a", "SELECT 'it''s :a' || 'a\\' :a', ?", "1")]
    [InlineData("SELECT 5 %% 2, '100%%', %(a)s", "SELECT 5 % 2, '100%', ?", "1")]
    [InlineData("SELECT 5 % 2, '100%%', :a", "SELECT 5 % 2, '100%%', ?", "1")]
    [InlineData("BEGIN LET x := %(a)s; RETURN :x; END", "BEGIN LET x := ?; RETURN :x; END", "1")]
    public void Parameters_by_name_are_put_in_their_places(string operation, string sql, string values)
    {
        SnowflakeStatement statement = SnowflakeStatement.Of(operation, new Dictionary<string, object?> { ["a"] = 1, ["b"] = 2 });

        statement.Sql.ShouldBe(sql);
        string.Join(' ', statement.Bindings.Select(static binding => binding.Value)).ShouldBe(values);
    }

    [Theory]
    [InlineData("SELECT ?, ?", "SELECT ?, ?", "1 2")]
    [InlineData("SELECT %s, '%s', %s", "SELECT ?, '%s', ?", "1 2")]
    [InlineData("SELECT :2, :1, :2, a:1", "SELECT ?, ?, ?, a:1", "2 1 2")]
    [InlineData("SELECT '?', ? -- ?\n, ? /* ? */", "SELECT '?', ? -- ?\n, ? /* ? */", "1 2")]
    [InlineData("SELECT %s %% 2, %sum, ?", "SELECT ? % 2, %sum, ?", "1 2")]
    public void Parameters_by_position_are_put_in_their_places(string operation, string sql, string values)
    {
        SnowflakeStatement statement = SnowflakeStatement.Of(operation, [1, 2]);

        statement.Sql.ShouldBe(sql);
        string.Join(' ', statement.Bindings.Select(static binding => binding.Value)).ShouldBe(values);
    }

    [Fact]
    public void Operation_without_parameters_is_left_as_it_is()
    {
        SnowflakeStatement.Of("SELECT '%(a)s', 5 %% 2, :a, ?", (IReadOnlyDictionary<string, object?>?)null).Sql.ShouldBe("SELECT '%(a)s', 5 %% 2, :a, ?");
        SnowflakeStatement.Of("SELECT 5 %% 2, ?", Array.Empty<object?>()).Sql.ShouldBe("SELECT 5 %% 2, ?");
    }

    [Fact]
    public void List_stands_for_as_many_values()
    {
        SnowflakeStatement statement = SnowflakeStatement.Of(
            "SELECT * FROM t WHERE id IN (%(ids)s) AND name = %(name)s", new Dictionary<string, object?> { ["ids"] = new[] { 1, 2, 3 }, ["name"] = "Ada" });

        statement.Sql.ShouldBe("SELECT * FROM t WHERE id IN (?, ?, ?) AND name = ?");
        statement.Bindings.Select(static binding => binding.Value).ShouldBe(["1", "2", "3", "Ada"]);
        Should.Throw<ArgumentException>(() => SnowflakeStatement.Of("SELECT ?", [Array.Empty<int>()])).Message.ShouldContain("empty list");
    }

    [Fact]
    public void Parameter_that_is_not_given_is_named()
    {
        Should.Throw<ArgumentException>(() => SnowflakeStatement.Of("SELECT %(a)s, %(b)s", new Dictionary<string, object?> { ["a"] = 1 })).Message.ShouldContain("'b'");
        Should.Throw<ArgumentException>(() => SnowflakeStatement.Of("SELECT :a, :b", new Dictionary<string, object?> { ["a"] = 1 })).Message.ShouldContain("'b'");
        Should.Throw<ArgumentException>(() => SnowflakeStatement.Of("SELECT ?, ?", [1])).Message.ShouldContain("2 places");
        Should.Throw<ArgumentException>(() => SnowflakeStatement.Of("SELECT 1", [1])).Message.ShouldContain("0 places");
    }

    [Fact]
    public void Values_are_written_with_their_types()
    {
        Written(null).ShouldBe("TEXT null");
        Written(DBNull.Value).ShouldBe("TEXT null");
        Written(true).ShouldBe("BOOLEAN true");
        Written((byte)7).ShouldBe("FIXED 7");
        Written(long.MinValue).ShouldBe("FIXED -9223372036854775808");
        Written(1.50m).ShouldBe("FIXED 1.50");
        Written(SnowflakeNumber.Parse("0.00000000000000000000000000000000000001")).ShouldBe("FIXED 0.00000000000000000000000000000000000001");
        Written(0.1).ShouldBe("REAL 0.1");
        Written(0.1f).ShouldBe("REAL 0.1");
        Written(double.NegativeInfinity).ShouldBe("REAL -inf");
        Written("it's").ShouldBe("TEXT it's");
        Written('x').ShouldBe("TEXT x");
        Written(DayOfWeek.Friday).ShouldBe("TEXT Friday");
        Written(new byte[] { 0, 255 }).ShouldBe("BINARY 00ff");
        Written(new DateOnly(2024, 2, 29)).ShouldBe("DATE 1709164800000");
        Written(new DateOnly(1969, 12, 31)).ShouldBe("DATE -86400000");
        Written(new TimeOnly(0, 0, 1).Add(TimeSpan.FromTicks(5))).ShouldBe("TIME 1000000500");
        Written(TimeSpan.FromSeconds(2)).ShouldBe("TIME 2000000000");
        Written(new DateTime(2024, 2, 29, 12, 34, 56)).ShouldBe("TIMESTAMP_NTZ 1709210096000000000");
        Written(DateTime.MaxValue).ShouldBe("TIMESTAMP_NTZ 253402300799999999900");
        Written(DateTime.SpecifyKind(new DateTime(2024, 2, 29, 12, 34, 56), DateTimeKind.Utc)).ShouldBe("TIMESTAMP_TZ 1709210096000000000 1440");
        Written(new DateTimeOffset(2024, 2, 29, 12, 34, 56, TimeSpan.FromMinutes(330))).ShouldBe("TIMESTAMP_TZ 1709190296000000000 1770");
        Written(JsonNode.Parse("""{"a":1}""")).ShouldBe("""TEXT {"a":1}""");
        Written(DateTime.UnixEpoch.AddTicks(0)).ShouldBe("TIMESTAMP_TZ 0 1440");
    }

    [Fact]
    public void Values_whose_type_is_said_have_that()
    {
        Written(SnowflakeValue.Null(SnowflakeType.Date)).ShouldBe("DATE null");
        Written(new SnowflakeValue(SnowflakeType.TimestampLtz, new DateTimeOffset(2024, 2, 29, 12, 34, 56, TimeSpan.FromHours(1)))).ShouldBe("TIMESTAMP_LTZ 1709206496000000000");
        Written(new SnowflakeValue(SnowflakeType.Date, new DateTime(2024, 2, 29, 12, 0, 0))).ShouldBe("DATE 1709164800000");
        Written(new SnowflakeValue(SnowflakeType.Number, "12.5")).ShouldBe("FIXED 12.5");
        Written(new SnowflakeValue(SnowflakeType.Text, 12)).ShouldBe("TEXT 12");
        Written(new SnowflakeValue(SnowflakeType.Float, 12)).ShouldBe("REAL 12");
        Written(new SnowflakeValue(SnowflakeType.Variant, """{"a":1}""")).ShouldBe("""TEXT {"a":1}""");
        Should.Throw<ArgumentException>(() => Written(new SnowflakeValue(SnowflakeType.Date, 12))).Message.ShouldContain("Date");
        Should.Throw<ArgumentException>(() => Written(new SnowflakeValue(SnowflakeType.Unknown, 12)));
    }

    [Fact]
    public void Value_of_no_type_is_refused_by_the_name_of_its_parameter_and_not_shown()
    {
        ArgumentException refused = Should.Throw<ArgumentException>(() => SnowflakeStatement.Of("SELECT :a", new Dictionary<string, object?> { ["a"] = typeof(string) }));
        refused.Message.ShouldContain("'a'");
        Should.Throw<ArgumentException>(() => Written(TimeSpan.FromDays(1))).Message.ShouldContain("24 hours");
        SnowflakeStatement.Of("SELECT ?", ["hidden-value-77"]).ToString().ShouldNotContain("hidden-value-77");
        SnowflakeParameters.Of(new object?[] { "hidden-value-78" }).ToString().ShouldNotContain("hidden-value-78");
    }

    [Fact]
    public void Sets_of_parameters_for_an_insert_are_the_columns_of_one_statement()
    {
        SnowflakeStatement statement = SnowflakeBatch.Of(
            "-- load\nINSERT INTO t (id, name, share) VALUES (%(id)s, %(name)s, %(share)s)",
            [Set(1, "Ada", null), Set(2, null, 0.5m), Set(3, "Grace", 2)]).ShouldHaveSingleItem();

        statement.Sql.ShouldBe("-- load\nINSERT INTO t (id, name, share) VALUES (?, ?, ?)");
        statement.Bindings.Select(static binding => binding.Type).ShouldBe(["FIXED", "TEXT", "FIXED"]);
        statement.Bindings.Select(static binding => string.Join('|', binding.Rows!.Select(static value => value ?? "null")))
            .ShouldBe(["1|2|3", "Ada|null|Grace", "null|0.5|2"]);
    }

    [Theory]
    [InlineData("UPDATE t SET name = :name WHERE id = :id")]
    [InlineData("INSERT INTO t SELECT :id, PARSE_JSON(:name)")]
    [InlineData("INSERT INTO t SELECT a FROM VALUES (:id, :name) AS v (a, b)")]
    [InlineData("/* INSERT INTO t VALUES */ DELETE FROM t WHERE id = :id AND name = :name")]
    public void Sets_of_parameters_for_another_statement_are_as_many_statements(string operation) =>
        SnowflakeBatch.Of(operation, [Set(1, "Ada", null), Set(2, "Grace", null)]).Count.ShouldBe(2);

    [Fact]
    public void Address_is_bound_as_it_was_written() =>
        SnowflakeStatement.Of("SELECT ?", [new Uri("https://shop.example/a%20b?name=%C3%BC")]).Bindings[0].Value.ShouldBe("https://shop.example/a%20b?name=%C3%BC");

    [Fact]
    public void Sets_that_do_not_fit_are_refused_before_anything_is_sent()
    {
        const string Insert = "INSERT INTO t VALUES (?, ?)";
        Should.Throw<ArgumentException>(() => SnowflakeBatch.Of(Insert, [[1, 2], [3]])).Message.ShouldContain("2 places");
        Should.Throw<ArgumentException>(() => SnowflakeBatch.Of(Insert, [[1, new DateOnly(2024, 1, 1)], [3, true]])).Message.ShouldContain("different types");
        Should.Throw<ArgumentException>(() => SnowflakeBatch.Of("INSERT INTO t VALUES (1)", [Set(1, "", null)])).Message.ShouldContain("no place");
        SnowflakeBatch.Of(Insert, Array.Empty<IReadOnlyList<object?>>()).ShouldBeEmpty();
    }

    private static Dictionary<string, object?> Set(int id, string? name, object? share) => new() { ["id"] = id, ["name"] = name, ["share"] = share };

    private static string Written(object? value)
    {
        SnowflakeBinding binding = SnowflakeEncoding.Encode(value, "a");
        return $"{binding.Type} {binding.Value ?? "null"}";
    }
}

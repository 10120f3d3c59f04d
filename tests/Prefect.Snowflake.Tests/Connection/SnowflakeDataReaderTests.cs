using System.Data;
using System.Data.Common;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Snowflake.Tests.Connection;

public sealed class SnowflakeDataReaderTests : SnowflakeTest
{
    private static SnowflakeOutcome OfEachType => SnowflakeOutcome.Rows(
        [
            "N fixed 0", "D fixed 2", "F real", "T text", "B boolean", "DAY date", "TIME time 9", "NTZ timestamp_ntz 9", "LTZ timestamp_ltz 9", "TZ timestamp_tz 9",
            "BIN binary", "V variant", "O object", "A array", "BIG fixed 0", "G text", "X something_new",
        ],
        [
            "42", "1.50", "0.5", "text", "1", "19782", "45296.5", "1709210096.5", "1709210096.5", "1709210096.5 1500",
            "00FF", """{"a":1}""", """{"b":2}""", "[1,2]", "99999999999999999999999999999999999999", "01b2c3d4-0000-4000-8000-000000000001", "as it is",
        ],
        [.. Enumerable.Repeat<string?>(null, 17)]);

    [Fact]
    public async Task Columns_have_the_types_of_their_values()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => OfEachType);
        await using SnowflakeConnection connection = await Credentials.GetClient().OpenConnectionAsync(Token);
        await using DbDataReader reader = await ReadAsync(connection);

        reader.HasRows.ShouldBeTrue();
        reader.FieldCount.ShouldBe(17);
        (await reader.ReadAsync(Token)).ShouldBeTrue();
        for (int index = 0; index < reader.FieldCount; index++)
        {
            if (reader.GetName(index) != "BIG")
            {
                reader.GetValue(index).GetType().ShouldBe(reader.GetFieldType(index), reader.GetName(index));
            }
        }

        (await reader.ReadAsync(Token)).ShouldBeTrue();
        for (int index = 0; index < reader.FieldCount; index++)
        {
            reader.IsDBNull(index).ShouldBeTrue();
            reader.GetValue(index).ShouldBe(DBNull.Value);
        }

        (await reader.ReadAsync(Token)).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => reader.GetValue(0));
    }

    [Fact]
    public async Task Values_are_given_as_other_types_where_nothing_is_lost()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => OfEachType);
        await using SnowflakeConnection connection = await Credentials.GetClient().OpenConnectionAsync(Token);
        await using DbDataReader reader = await ReadAsync(connection);
        reader.Read().ShouldBeTrue();

        reader.GetInt64(0).ShouldBe(42);
        reader.GetInt32(0).ShouldBe(42);
        reader.GetInt16(0).ShouldBe((short)42);
        reader.GetByte(0).ShouldBe((byte)42);
        reader.GetDecimal(0).ShouldBe(42m);
        reader.GetDouble(0).ShouldBe(42d);
        reader.GetFieldValue<BigInteger>(0).ShouldBe(42);
        reader.GetFieldValue<int?>(0).ShouldBe(42);
        reader.GetDecimal(1).ShouldBe(1.5m);
        reader.GetString(1).ShouldBe("1.50");
        reader.GetFieldValue<SnowflakeNumber>(1).ShouldBe(1.5m);
        reader.GetFloat(2).ShouldBe(0.5f);
        reader.GetBoolean(4).ShouldBeTrue();
        reader.GetDateTime(5).ShouldBe(new DateTime(2024, 2, 29));
        reader.GetFieldValue<DateOnly>(5).ShouldBe(new DateOnly(2024, 2, 29));
        reader.GetFieldValue<TimeSpan>(6).ShouldBe(new TimeSpan(0, 12, 34, 56, 500));
        reader.GetDateTime(7).ShouldBe(new DateTime(2024, 2, 29, 12, 34, 56, 500));
        reader.GetFieldValue<DateTimeOffset>(8).Offset.ShouldBe(TimeSpan.FromMinutes(330));
        reader.GetString(9).ShouldBe("2024-02-29 13:34:56.5 +01:00");
        reader.GetFieldValue<byte[]>(10).ShouldBe(new byte[] { 0, 255 });
        reader.GetBytes(10, 1, new byte[4], 0, 4).ShouldBe(1);
        reader.GetFieldValue<JsonElement>(11).GetProperty("a").GetInt32().ShouldBe(1);
        reader.GetFieldValue<JsonObject>(12)["b"]!.GetValue<int>().ShouldBe(2);
        reader.GetFieldValue<JsonArray>(13).Count.ShouldBe(2);
        reader.GetFieldValue<BigInteger>(14).ShouldBe(BigInteger.Pow(10, 38) - 1);
        reader.GetFieldValue<SnowflakeNumber>(14).ShouldBe(new SnowflakeNumber(BigInteger.Pow(10, 38) - 1));
        reader.GetGuid(15).ShouldBe(Guid.Parse("01b2c3d4-0000-4000-8000-000000000001"));
        reader["x"].ShouldBe("as it is");
        reader.GetDataTypeName(16).ShouldBe("SOMETHING_NEW");
    }

    [Fact]
    public async Task Values_are_not_given_as_types_that_would_lose_something()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => OfEachType);
        await using SnowflakeConnection connection = await Credentials.GetClient().OpenConnectionAsync(Token);
        await using DbDataReader reader = await ReadAsync(connection);
        reader.Read().ShouldBeTrue();

        Should.Throw<InvalidCastException>(() => reader.GetInt32(1));
        Should.Throw<InvalidCastException>(() => reader.GetDateTime(3));
        Should.Throw<InvalidCastException>(() => reader.GetGuid(3));
        Should.Throw<InvalidCastException>(() => reader.GetFieldValue<JsonElement>(3));
        Should.Throw<OverflowException>(() => reader.GetInt64(14));
        Should.Throw<OverflowException>(() => reader.GetDecimal(14));
        Should.Throw<IndexOutOfRangeException>(() => reader.GetValue(17));
        Should.Throw<IndexOutOfRangeException>(() => reader.GetOrdinal("nothing"));
        reader.Read().ShouldBeTrue();
        Should.Throw<InvalidCastException>(() => reader.GetInt64(0));
        reader.GetFieldValue<long?>(0).ShouldBeNull();
        reader.GetFieldValue<string?>(3).ShouldBeNull();
    }

    [Fact]
    public async Task Rows_fill_a_table_of_ADO_NET()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => SnowflakeOutcome.Rows(["N fixed 0", "D fixed 2", "T text"], ["42", "1.50", "text"], [null, null, null]));
        await using SnowflakeConnection connection = await Credentials.GetClient().OpenConnectionAsync(Token);
        await using DbDataReader reader = await ReadAsync(connection);
        using DataTable table = new();

        table.Load(reader);

        table.Rows.Count.ShouldBe(2);
        table.Columns["D"]!.DataType.ShouldBe(typeof(decimal));
        table.Rows[0]["T"].ShouldBe("text");
    }

    [Fact]
    public async Task Result_without_rows_has_columns()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => SnowflakeOutcome.Rows(["N fixed 0"]));
        await using SnowflakeConnection connection = await Credentials.GetClient().OpenConnectionAsync(Token);
        await using DbDataReader reader = await ReadAsync(connection);

        reader.HasRows.ShouldBeFalse();
        (await reader.ReadAsync(Token)).ShouldBeFalse();
        reader.GetColumnSchema().ShouldHaveSingleItem().NumericPrecision.ShouldBe(38);
        await reader.CloseAsync();
        reader.IsClosed.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => reader.Read());
    }

    [Fact]
    public async Task Reader_that_closes_its_connection_does_so()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => SnowflakeOutcome.Rows(["N fixed 0"], ["1"]));
        SnowflakeConnection connection = await Credentials.GetClient().OpenConnectionAsync(Token);
        await using SnowflakeCommand command = connection.CreateCommand();
        command.CommandText = "SELECT 1";

        await (await command.ExecuteReaderAsync(CommandBehavior.CloseConnection, Token)).DisposeAsync();

        connection.State.ShouldBe(ConnectionState.Closed);
        Peer.OpenSessions.ShouldBe(0);
    }

    private static async Task<DbDataReader> ReadAsync(SnowflakeConnection connection)
    {
        await using SnowflakeCommand command = connection.CreateCommand();
        command.CommandText = "SELECT *";
        return await command.ExecuteReaderAsync(Token);
    }
}

using System.Data.Common;
using Npgsql;
using Prefect.Blocks;
using Prefect.Sql;
using Prefect.Testing;

namespace Prefect.Benchmarks;

/// <summary>Rows streamed from PostgreSQL, beside the same query read by Npgsql alone.</summary>
internal sealed class SqlBenchmark : IBenchmark
{
    private const int Rows = 10_000_000;
    private const int Pairs = 3;
    private const string Query = "SELECT id, name, amount, sailed FROM voyages";

    public string Name => "sql";

    public string About => "SqlAlchemyConnector beside Npgsql alone: 10,000,000 rows streamed from PostgreSQL";

    public async Task RunAsync(Report report)
    {
        await using PostgresServer server = new();
        await server.StartAsync();
        await using SqlAlchemyConnector ours = new() { ConnectionInfo = new SecretString(server.Url) };
        await using NpgsqlDataSource raw = NpgsqlDataSource.Create(server.ConnectionString);
        await FillAsync(ours);

        CostPairs arrays = await CostPairs.MeasureAsync(Pairs, () => CountAsync(ours.StreamAsync(Query, options: Patient)), () => CountArraysAsync(raw));
        arrays.Report(report, "10,000,000 rows as arrays", 1.15, 64, "Npgsql");
        CostPairs records = await CostPairs.MeasureAsync(
            Pairs, () => CountAsync(ours.StreamAsync(Query, Voyage.Read, options: Patient)), () => CountRecordsAsync(raw));
        records.Report(report, "10,000,000 rows as records that the caller reads", 1.15, 64, "Npgsql");
        Cost dapper = await Cost.OfAsync(() => CountAsync(ours.StreamAsync<Voyage>(Query, options: Patient)));
        report.Figure("10,000,000 rows as records that Dapper makes", $"{Report.Format(dapper.CpuSeconds)} s of CPU", $"{Report.Format(dapper.HeapMebibytes)} MiB of growth");
    }

    private static SqlExecutionOptions Patient { get; } = new() { Timeout = TimeSpan.FromMinutes(10) };

    private static async Task FillAsync(SqlAlchemyConnector connector)
    {
        await connector.ExecuteAsync(
            $"""
            CREATE UNLOGGED TABLE voyages AS
            SELECT g::bigint AS id, 'voyage ' || g AS name, g * 0.25::float8 AS amount, timestamptz '2026-01-01' + g * interval '1 second' AS sailed
            FROM generate_series(1, {Rows}) g
            """,
            options: Patient);
        await connector.ExecuteAsync("VACUUM ANALYZE voyages", options: Patient with { AutoCommit = true });
    }

    private static async Task CountAsync<T>(IAsyncEnumerable<T> rows)
    {
        int count = 0;
        await foreach (T _ in rows)
        {
            count++;
        }

        Check(count);
    }

    private static Task CountArraysAsync(NpgsqlDataSource source) => ReadAsync(source, static reader =>
    {
        object[] values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    });

    private static Task CountRecordsAsync(NpgsqlDataSource source) => ReadAsync(source, Voyage.Read);

    private static async Task ReadAsync<T>(NpgsqlDataSource source, Func<DbDataReader, T> read)
    {
        int count = 0;
        await using NpgsqlCommand command = source.CreateCommand(Query);
        command.CommandTimeout = 600;
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            _ = read(reader);
            count++;
        }

        Check(count);
    }

    private static void Check(int count)
    {
        if (count != Rows)
        {
            throw new InvalidOperationException($"{count} rows came instead of {Rows}.");
        }
    }

    private sealed record Voyage(long Id, string Name, double Amount, DateTime Sailed)
    {
        public static Voyage Read(DbDataReader reader) => new(reader.GetInt64(0), reader.GetString(1), reader.GetDouble(2), reader.GetDateTime(3));
    }
}

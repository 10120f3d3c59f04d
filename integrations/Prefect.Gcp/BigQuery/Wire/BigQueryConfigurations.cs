using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Configurations of jobs, made of options.</summary>
internal static class BigQueryConfigurations
{
    public static JsonObject Query(BigQueryStatement statement, BigQueryQueryOptions options, string project)
    {
        JsonObject query = new JsonObject { ["query"] = statement.Sql, ["useLegacySql"] = false }
            .Put("parameterMode", statement.Parameters is null ? null : statement.IsPositional ? "POSITIONAL" : "NAMED")
            .Put("queryParameters", statement.Parameters?.DeepClone())
            .Put("maximumBytesBilled", Text(options.MaximumBytesBilled))
            .Put("useQueryCache", options.UseQueryCache)
            .Put("defaultDataset", options.DefaultDataset is { } dataset ? BigQueryNames.Dataset(project, dataset) : null)
            .Put("destinationTable", options.DestinationTable is { } table ? BigQueryNames.Table(project, table) : null)
            .Put("writeDisposition", Write(options.WriteDisposition))
            .Put("priority", options.Priority == BigQueryPriority.Batch ? "BATCH" : null)
            .Merge(options.Configuration);
        return new JsonObject { ["query"] = query }
            .Put("jobTimeoutMs", options.JobTimeout is { } limit ? Text(Math.Max(1, (long)limit.TotalMilliseconds)) : null)
            .Put("labels", BigQueryNodes.Map(options.Labels));
    }

    public static JsonObject Load(BigQueryLoadOptions options, JsonObject table, IReadOnlyList<BigQueryField>? schema, string? uri)
    {
        JsonObject load = new JsonObject { ["destinationTable"] = table, ["autodetect"] = options.Autodetect ?? true }
            .Put("sourceUris", uri is null ? null : BigQueryNodes.Array([uri]))
            .Put("schema", schema is { Count: > 0 } ? BigQuerySchemaJson.Write(schema) : null)
            .Put("sourceFormat", Format(options.SourceFormat))
            .Put("writeDisposition", Write(options.WriteDisposition))
            .Put("createDisposition", options.CreateTable switch { null => null, true => "CREATE_IF_NEEDED", false => "CREATE_NEVER" })
            .Put("skipLeadingRows", options.SkipLeadingRows)
            .Put("fieldDelimiter", options.FieldDelimiter)
            .Put("quote", options.Quote)
            .Put("nullMarker", options.NullMarker)
            .Put("allowQuotedNewlines", options.AllowQuotedNewlines)
            .Put("allowJaggedRows", options.AllowJaggedRows)
            .Put("encoding", options.Encoding)
            .Put("ignoreUnknownValues", options.IgnoreUnknownValues)
            .Put("maxBadRecords", options.MaxBadRecords)
            .Put("parquetOptions", Parquet(options.ParquetOptions))
            .Put("timePartitioning", Partitioning(options.TimePartitioning))
            .Put("clustering", Clustering(options.ClusteringFields))
            .Merge(options.Configuration);
        return new JsonObject { ["load"] = load }.Put("labels", BigQueryNodes.Map(options.Labels));
    }

    public static JsonObject External(BigQueryExternalConfiguration options) =>
        new JsonObject { ["sourceFormat"] = options.SourceFormat }
            .Put("sourceUris", BigQueryNodes.Array(options.SourceUris))
            .Put("autodetect", options.Autodetect)
            .Merge(options.Configuration);

    public static JsonObject? Partitioning(BigQueryTimePartitioning? options) =>
        options is null
            ? null
            : new JsonObject { ["type"] = options.Unit.ToString().ToUpperInvariant() }
                .Put("field", options.Field)
                .Put("expirationMs", options.Expiration is { } time ? Text((long)time.TotalMilliseconds) : null);

    public static JsonObject? Clustering(IReadOnlyList<string>? fields) =>
        BigQueryNodes.Array(fields) is { } names ? new JsonObject { ["fields"] = names } : null;

    private static JsonObject? Parquet(BigQueryParquetOptions? options) =>
        options is null ? null : new JsonObject().Put("enumAsString", options.EnumAsString).Put("enableListInference", options.EnableListInference);

    private static string? Write(BigQueryWriteDisposition? disposition) => disposition switch
    {
        BigQueryWriteDisposition.Append => "WRITE_APPEND",
        BigQueryWriteDisposition.Truncate => "WRITE_TRUNCATE",
        BigQueryWriteDisposition.TruncateData => "WRITE_TRUNCATE_DATA",
        BigQueryWriteDisposition.Empty => "WRITE_EMPTY",
        _ => null,
    };

    private static string? Format(BigQuerySourceFormat? format) => format switch
    {
        BigQuerySourceFormat.Csv => "CSV",
        BigQuerySourceFormat.NewlineDelimitedJson => "NEWLINE_DELIMITED_JSON",
        BigQuerySourceFormat.Parquet => "PARQUET",
        BigQuerySourceFormat.Avro => "AVRO",
        BigQuerySourceFormat.Orc => "ORC",
        BigQuerySourceFormat.DatastoreBackup => "DATASTORE_BACKUP",
        _ => null,
    };

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}

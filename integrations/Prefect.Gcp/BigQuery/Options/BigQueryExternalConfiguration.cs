using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Where the data of a table are that are kept elsewhere.</summary>
public sealed record BigQueryExternalConfiguration
{
    /// <summary>The form of the data, by the service's name: <c>CSV</c>, <c>PARQUET</c>, <c>GOOGLE_SHEETS</c> and others.</summary>
    public required string SourceFormat { get; init; }

    /// <summary>Addresses of the data, such as <c>gs://bucket/folder/*.parquet</c>. At least one.</summary>
    public required IReadOnlyList<string> SourceUris { get; init; }

    /// <summary>Whether the service finds out the schema. Default: its choice.</summary>
    public bool? Autodetect { get; init; }

    /// <summary>
    /// Further members of <c>externalDataConfiguration</c> by the service's own names, such as <c>csvOptions</c>. They go before those that
    /// are made of the other options.
    /// </summary>
    public JsonObject? Configuration { get; init; }
}

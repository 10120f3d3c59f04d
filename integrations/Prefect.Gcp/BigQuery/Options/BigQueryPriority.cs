namespace Prefect.Gcp;

/// <summary>When a query is run.</summary>
public enum BigQueryPriority
{
    /// <summary>As soon as possible.</summary>
    Interactive,

    /// <summary>When there are idle resources, within a day.</summary>
    Batch,
}

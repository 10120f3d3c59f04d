namespace Prefect.Gcp;

/// <summary>What becomes of the rows that a destination table holds already.</summary>
public enum BigQueryWriteDisposition
{
    /// <summary>They stay, and the new ones are added.</summary>
    Append,

    /// <summary>The table is replaced, its schema as well.</summary>
    Truncate,

    /// <summary>Its rows are replaced, the table stays.</summary>
    TruncateData,

    /// <summary>The job fails if there are any.</summary>
    Empty,
}

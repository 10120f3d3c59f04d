namespace Prefect.Gcp;

/// <summary>The form that files to load are in.</summary>
public enum BigQuerySourceFormat
{
    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>A JSON object on each line.</summary>
    NewlineDelimitedJson,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>Apache Avro.</summary>
    Avro,

    /// <summary>Apache ORC.</summary>
    Orc,

    /// <summary>An export of Datastore or Firestore.</summary>
    DatastoreBackup,
}

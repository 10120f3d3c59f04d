namespace Prefect.Gcp;

/// <summary>The services that <see cref="GcpCredentials.GetClient(GcpClientType, string?, string?)"/> gives clients of.</summary>
public enum GcpClientType
{
    /// <summary>Cloud Storage: <c>cloud_storage</c>.</summary>
    CloudStorage,

    /// <summary>BigQuery: <c>bigquery</c>.</summary>
    BigQuery,

    /// <summary>Secret Manager: <c>secret_manager</c>.</summary>
    SecretManager,

    /// <summary>The job service of Vertex AI: <c>job_service</c>.</summary>
    JobService,
}

namespace Prefect.Gcp;

/// <summary>A service, as traces and metrics name it, and where it is.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Host">Host in the public cloud.</param>
/// <param name="Override">Name of the service in <c>CLOUDSDK_API_ENDPOINT_OVERRIDES_…</c>, which Google's command line reads.</param>
internal sealed record GcpService(string Name, string Host, string Override)
{
    public static GcpService Storage { get; } = new("Storage", "storage.googleapis.com", "STORAGE") { EmulatorVariable = "STORAGE_EMULATOR_HOST" };

    public static GcpService BigQuery { get; } = new("BigQuery", "bigquery.googleapis.com", "BIGQUERY") { EmulatorVariable = "BIGQUERY_EMULATOR_HOST" };

    public static GcpService SecretManager { get; } = new("SecretManager", "secretmanager.googleapis.com", "SECRETMANAGER");

    public static GcpService Run { get; } = new("Run", "run.googleapis.com", "RUN");

    public static GcpService Vertex { get; } = new("AiPlatform", "aiplatform.googleapis.com", "AIPLATFORM");

    /// <summary>Where tokens come from.</summary>
    public static GcpService SignIn { get; } = new("SignIn", "oauth2.googleapis.com", "OAUTH2");

    /// <summary>Variable with the address of an emulator, which nobody signs in to; null where there is no such variable.</summary>
    public string? EmulatorVariable { get; private init; }

    /// <summary>The service in a region, such as <c>us-central1</c>.</summary>
    /// <exception cref="GcpConfigurationException">It is no region: anything else could lead to another host, and the token with it.</exception>
    public GcpService In(string region)
    {
        JobValidation.CheckRegion(region);
        return this with { Host = $"{region}-{Host}" };
    }
}

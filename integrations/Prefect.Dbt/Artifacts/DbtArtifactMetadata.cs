using System.Text.Json;

namespace Prefect.Dbt;

/// <summary>Who wrote a document of dbt, and when.</summary>
public sealed record DbtArtifactMetadata
{
    /// <summary>Address of the document's schema, which ends with its version.</summary>
    public string? DbtSchemaVersion { get; init; }

    /// <summary>Version of dbt.</summary>
    public string? DbtVersion { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset? GeneratedAt { get; init; }

    /// <summary>Id of the command.</summary>
    public string? InvocationId { get; init; }

    /// <summary>The variables of the environment whose names begin with <c>DBT_ENV_CUSTOM_ENV_</c>, without that.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Name of the project; in manifests.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Name of the database's adapter, such as <c>postgres</c>; in manifests.</summary>
    public string? AdapterType { get; init; }

    internal static DbtArtifactMetadata Of(JsonElement json) => new()
    {
        DbtSchemaVersion = json.Text("dbt_schema_version"),
        DbtVersion = json.Text("dbt_version"),
        GeneratedAt = json.Time("generated_at"),
        InvocationId = json.Text("invocation_id"),
        Env = json.Map("env", static value => value.Text() ?? ""),
        ProjectName = json.Text("project_name"),
        AdapterType = json.Text("adapter_type"),
    };
}

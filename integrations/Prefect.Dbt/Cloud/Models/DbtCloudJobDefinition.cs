using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Dbt;

/// <summary>What dbt Cloud says of a job.</summary>
[JsonConverter(typeof(DbtDocumentConverter<DbtCloudJobDefinition>))]
public sealed class DbtCloudJobDefinition : IDbtDocument<DbtCloudJobDefinition>
{
    private DbtCloudJobDefinition(JsonElement json) => Json = json;

    /// <summary>All that it says, with what has no property here.</summary>
    public JsonElement Json { get; }

    /// <summary>Id of the job; 0 where there is none.</summary>
    public long Id => Json.Number("id") ?? 0;

    /// <summary>Its name.</summary>
    public string? Name => Json.Text("name");

    /// <summary>Id of the project.</summary>
    public long? ProjectId => Json.Number("project_id");

    /// <summary>Id of the environment.</summary>
    public long? EnvironmentId => Json.Number("environment_id");

    /// <summary>The commands that a run carries out.</summary>
    public IReadOnlyList<string> ExecuteSteps => Json.Texts("execute_steps");

    /// <summary>Whether each run makes the documentation by itself.</summary>
    public bool GenerateDocs => Json.Truth("generate_docs");

    /// <summary>Whether each run looks at the freshness of the sources by itself.</summary>
    public bool GenerateSources => Json.Truth("generate_sources") || Json.Truth("run_generate_sources");

    /// <summary>Gives id and name.</summary>
    public override string ToString() => $"job {Id} '{Name}'";

    static DbtCloudJobDefinition IDbtDocument<DbtCloudJobDefinition>.Of(JsonElement json) => new(json);
}

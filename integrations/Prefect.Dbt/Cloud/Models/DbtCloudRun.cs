using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Dbt;

/// <summary>What dbt Cloud says of a run.</summary>
[JsonConverter(typeof(DbtDocumentConverter<DbtCloudRun>))]
public sealed class DbtCloudRun : IDbtDocument<DbtCloudRun>
{
    private DbtCloudRun(JsonElement json) => Json = json;

    /// <summary>All that it says, with what has no property here.</summary>
    public JsonElement Json { get; }

    /// <summary>Id of the run; 0 where there is none.</summary>
    public long Id => Json.Number("id") ?? 0;

    /// <summary>Id of the job that it is a run of.</summary>
    public long? JobId => Json.Number("job_definition_id") ?? Json.Object("job").Number("id");

    /// <summary>Id of the project.</summary>
    public long? ProjectId => Json.Number("project_id");

    /// <summary>Id of the environment.</summary>
    public long? EnvironmentId => Json.Number("environment_id");

    /// <summary>Its state.</summary>
    public DbtCloudJobRunStatus Status => (DbtCloudJobRunStatus)(Json.Number("status") ?? 0);

    /// <summary>Why it is in this state; mostly of failures.</summary>
    public string? StatusMessage => Json.Text("status_message");

    /// <summary>Its page.</summary>
    public string? Href => Json.Text("href");

    /// <summary>Branch that the project is taken from.</summary>
    public string? GitBranch => Json.Text("git_branch");

    /// <summary>Commit that the project is taken at.</summary>
    public string? GitSha => Json.Text("git_sha");

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset? CreatedAt => Json.Time("created_at");

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt => Json.Time("started_at");

    /// <summary>When it had ended.</summary>
    public DateTimeOffset? FinishedAt => Json.Time("finished_at");

    /// <summary>Why it was started; there where <c>trigger</c> was asked for.</summary>
    public string? Cause => Json.Object("trigger").Text("cause");

    /// <summary>Its job; there where <c>job</c> was asked for.</summary>
    public DbtCloudJobDefinition? Job =>
        Json.Member("job") is { ValueKind: JsonValueKind.Object } job ? DbtDocuments.Of<DbtCloudJobDefinition>(job) : null;

    /// <summary>Its steps, in order; there where <c>run_steps</c> were asked for.</summary>
    public IReadOnlyList<DbtCloudRunStep> RunSteps => [.. Json.Objects("run_steps", DbtCloudRunStep.Of).OrderBy(static step => step.Index)];

    /// <summary>Paths of what it has written; there once its result was fetched.</summary>
    public IReadOnlyList<string> ArtifactPaths => Json.Texts("artifact_paths");

    /// <summary>Gives id and state.</summary>
    public override string ToString() => $"run {Id}: {Status}";

    static DbtCloudRun IDbtDocument<DbtCloudRun>.Of(JsonElement json) => new(json);

    /// <summary>The same with the paths of what it has written.</summary>
    internal DbtCloudRun WithArtifacts(IEnumerable<string> paths) => new(Json.With("artifact_paths", paths));
}

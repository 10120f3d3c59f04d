using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>What a run is of. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<RunType>))]
public readonly record struct RunType(string Value) : INamedValue<RunType>
{
    /// <summary>A job.</summary>
    public static RunType JobRun { get; } = new("JOB_RUN");

    /// <summary>A workflow of a notebook.</summary>
    public static RunType WorkflowRun { get; } = new("WORKFLOW_RUN");

    /// <summary>Tasks that were submitted for once.</summary>
    public static RunType SubmitRun { get; } = new("SUBMIT_RUN");

    static RunType INamedValue<RunType>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}

using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Form of a job's settings. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<JobFormat>))]
public readonly record struct JobFormat(string Value) : INamedValue<JobFormat>
{
    /// <summary>One task, as before version 2.1.</summary>
    public static JobFormat SingleTask { get; } = new("SINGLE_TASK");

    /// <summary>A list of tasks.</summary>
    public static JobFormat MultiTask { get; } = new("MULTI_TASK");

    static JobFormat INamedValue<JobFormat>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}

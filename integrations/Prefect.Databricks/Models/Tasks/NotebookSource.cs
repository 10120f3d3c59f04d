using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Where a notebook is. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<NotebookSource>))]
public readonly record struct NotebookSource(string Value) : INamedValue<NotebookSource>
{
    /// <summary>In the workspace.</summary>
    public static NotebookSource Workspace { get; } = new("WORKSPACE");

    /// <summary>In the job's repository.</summary>
    public static NotebookSource Git { get; } = new("GIT");

    static NotebookSource INamedValue<NotebookSource>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}

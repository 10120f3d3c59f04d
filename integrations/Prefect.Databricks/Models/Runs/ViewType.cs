using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Kind of an exported page. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<ViewType>))]
public readonly record struct ViewType(string Value) : INamedValue<ViewType>
{
    /// <summary>A notebook.</summary>
    public static ViewType Notebook { get; } = new("NOTEBOOK");

    /// <summary>A dashboard.</summary>
    public static ViewType Dashboard { get; } = new("DASHBOARD");

    static ViewType INamedValue<ViewType>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}

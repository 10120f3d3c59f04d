using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Which pages of a run are exported. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<ViewsToExport>))]
public readonly record struct ViewsToExport(string Value) : INamedValue<ViewsToExport>
{
    /// <summary>The notebook with its code.</summary>
    public static ViewsToExport Code { get; } = new("CODE");

    /// <summary>All dashboards.</summary>
    public static ViewsToExport Dashboards { get; } = new("DASHBOARDS");

    /// <summary>Everything.</summary>
    public static ViewsToExport All { get; } = new("ALL");

    static ViewsToExport INamedValue<ViewsToExport>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}

using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Order of a list by time. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<ListOrder>))]
public readonly record struct ListOrder(string Value) : INamedValue<ListOrder>
{
    /// <summary>The newest first.</summary>
    public static ListOrder Descending { get; } = new("DESC");

    /// <summary>The oldest first.</summary>
    public static ListOrder Ascending { get; } = new("ASC");

    static ListOrder INamedValue<ListOrder>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}

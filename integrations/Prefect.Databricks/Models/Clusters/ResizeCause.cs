using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Why the size of a cluster was changed. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<ResizeCause>))]
public readonly record struct ResizeCause(string Value) : INamedValue<ResizeCause>
{
    /// <summary>Its load wanted it.</summary>
    public static ResizeCause Autoscale { get; } = new("AUTOSCALE");

    /// <summary>Somebody wanted it.</summary>
    public static ResizeCause UserRequest { get; } = new("USER_REQUEST");

    /// <summary>It had lost machines.</summary>
    public static ResizeCause Autorecovery { get; } = new("AUTORECOVERY");

    static ResizeCause INamedValue<ResizeCause>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
